using System.Collections;
using System.Reflection;
using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks;

/// <summary>
/// Runs CreateNewImage, the task of the .NET SDK that speaks to registries with the user's credentials. Called from a target it would end in a stack trace where a
/// registry does not answer; here its errors are collected, for one diagnostic of ours.
/// </summary>
internal sealed class ContainerSupport(string assembly, IBuildEngine engine, string runtimeIdentifier, string runtimeIdentifierGraph)
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal)
    {
        ["ContainerRuntimeIdentifier"] = runtimeIdentifier,
        ["RuntimeIdentifierGraphPath"] = runtimeIdentifierGraph,
        ["LocalRegistry"] = "",
        ["AppCommandInstruction"] = "None",
    };

    /// <summary>Why it failed.</summary>
    internal string Failure { get; private set; } = "";

    /// <summary>One of the task's inputs.</summary>
    internal object this[string name]
    {
        set => _values[name] = value;
    }

    internal bool Run()
    {
        var errors = new List<string>();
        try
        {
            Type type = Assembly.LoadFrom(assembly).GetType("Microsoft.NET.Build.Containers.Tasks.CreateNewImage", throwOnError: true);
            var task = (ITask)Activator.CreateInstance(type);
            task.BuildEngine = new CollectingEngine(engine, errors);
            foreach (KeyValuePair<string, object> value in _values)
                type.GetProperty(value.Key)?.SetValue(task, value.Value);
            if (task.Execute() && errors.Count == 0)
                return true;
        }
        catch (Exception failure)
        {
            // Whatever a registry, a proxy or an SDK of another make brings up ends in the one diagnostic.
            errors.Add(Innermost(failure).Message);
        }
        Failure = errors.Count > 0 ? errors[0].Split('\n')[0].Trim() : "the .NET SDK's container support gives no reason.";
        return false;
    }

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
            failure = inner;
        return failure;
    }

    private sealed class CollectingEngine(IBuildEngine engine, List<string> errors) : IBuildEngine
    {
        public bool ContinueOnError => false;
        public int LineNumberOfTaskNode => engine.LineNumberOfTaskNode;
        public int ColumnNumberOfTaskNode => engine.ColumnNumberOfTaskNode;
        public string ProjectFileOfTaskNode => engine.ProjectFileOfTaskNode;

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogErrorEvent(BuildErrorEventArgs e) => errors.Add($"{e.Code} {e.Message}".Trim());

        // Its progress is not this publish's; what it warns of is.
        public void LogMessageEvent(BuildMessageEventArgs e) => engine.LogMessageEvent(new BuildMessageEventArgs(e.Message, e.HelpKeyword, e.SenderName, MessageImportance.Low));

        public void LogWarningEvent(BuildWarningEventArgs e) => engine.LogWarningEvent(e);

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }
    }
}
