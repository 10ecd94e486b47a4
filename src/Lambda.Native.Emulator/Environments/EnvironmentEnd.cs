namespace Lambda.Native.Emulator;

/// <summary>How one life of an execution environment ended.</summary>
/// <param name="ErrorType">Who is to blame, in Lambda's words: <c>Runtime.ExitError</c>, <c>Extension.Crash</c>, …</param>
/// <param name="Reason">How that one ended, in Lambda's words.</param>
/// <param name="Extensions">How the extensions stood when the end began.</param>
internal sealed record EnvironmentEnd(string ErrorType, string Reason, ExtensionReport[] Extensions);
