using Lambda.Native.Api;
using Lambda.Native.Logging;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Lifetime;

/// <summary>Runs what has to be done before a SnapStart snapshot, last registered first, and after its restore, in order.</summary>
internal sealed class SnapshotHook : LifetimeHook
{
    private readonly List<Func<Task>> _before = [];
    private readonly List<Func<Task>> _after = [];

    internal static SnapshotHook Registered
    {
        get
        {
            var hook = (SnapshotHook?)LifetimeHooks.Snapshot ?? new SnapshotHook();
            LifetimeHooks.Snapshot = hook;
            return hook;
        }
    }

    internal void AddBefore(Func<Task> hook) => _before.Insert(0, hook);

    internal void AddAfter(Func<Task> hook) => _after.Add(hook);

    internal override bool Run(RuntimeApiClient client, RuntimeApiAddress address, ErrorReporter errors)
    {
        if (TryRun(_before, "Runtime.BeforeSnapshotError", errors, out ErrorReport failure))
        {
            if (!client.TryWaitForRestore())
                return false;
            if (TryRun(_after, "Runtime.AfterRestoreError", errors, out failure))
                return true;
            client.FailRestore(failure);
            return false;
        }
        client.FailInit(failure);
        return false;
    }

    private static bool TryRun(List<Func<Task>> hooks, string errorType, ErrorReporter errors, out ErrorReport failure)
    {
        failure = default;
        try
        {
            foreach (Func<Task> hook in hooks)
                hook().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception exception)
        {
            Log.Fatal(errorType, exception);
            ErrorReport report = errors.Describe(exception, null);
            failure = new ErrorReport { Type = errorType, Document = report.Document, Cause = report.Cause };
            return false;
        }
    }
}
