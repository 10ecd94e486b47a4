using System.Reflection;
using Lambda.Native.Api;
using Lambda.Native.Logging;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Lifetime;

/// <summary>Runs the initialisation, one after the other, and tells the platform if it fails.</summary>
internal sealed class InitHook : LifetimeHook
{
    private readonly List<Func<Task>> _hooks = [];

    internal void Add(Func<Task> hook) => _hooks.Add(hook);

    /// <summary>Those that an assembly registered; null where there is none.</summary>
    internal InitHook? Of(Assembly assembly)
    {
        var its = new InitHook();
        its._hooks.AddRange(_hooks.Where(hook => hook.Method.Module.Assembly == assembly));
        return its._hooks.Count == 0 ? null : its;
    }

    internal override bool Run(RuntimeApiClient client, RuntimeApiAddress address, ErrorReporter errors)
    {
        try
        {
            foreach (Func<Task> hook in _hooks)
                hook().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception exception)
        {
            ErrorReport report = errors.Describe(exception, null);
            Log.Fatal("the initialisation failed: " + report.Type, exception);
            client.FailInit(report);
            return false;
        }
    }
}
