namespace Microsoft.Build.Framework;

/// <summary>Says that a task touches no state of the process (current folder, environment), so that a multi-threaded build runs it in place. MSBuild knows
/// the attribute by its name: the newest ones bring it, MSBuild 18.0 does not.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
