using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator.Tests;

/// <summary>
/// A debugger of .NET programs, as an editor has one, by the debugging interface of the runtime (https://learn.microsoft.com/dotnet/core/unmanaged-api/debugging/):
/// it attaches to a process, and stops it at one method until it is told to go on. The library that editors use for this, dbgshim, is no part of a runtime; what of it is needed is here.
/// </summary>
internal sealed unsafe class ManagedDebugger : IDisposable
{
    private const int DebuggerVersion = 4;
    private const int DllProcessAttach = 1;

    private static readonly Guid s_unknown = new("00000000-0000-0000-C000-000000000046");
    private static readonly Guid s_managedCallback = new("3D6F5F60-7538-11D3-8D5B-00104B35E7EF");
    private static readonly Guid s_managedCallback2 = new("250E5EEA-DB5C-4C76-B6F3-8C46F12E3203");

    private readonly string? _method;
    private readonly TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GCHandle _self;
    private CallbackObject* _callback;
    private nint _debugger;
    private nint _stoppedIn;

    private ManagedDebugger(string? method) => _method = method;

    /// <summary>Completes when the method cannot be passed any more without a stop: of what is loaded already, one hears some time after attaching.</summary>
    internal Task Armed => _armed.Task;

    /// <summary>Completes when the method was reached for the first time; the process stands still then.</summary>
    internal Task Reached => _reached.Task;

    /// <summary>Completes when the process has ended.</summary>
    internal Task Ended => _ended.Task;

    /// <param name="process">Its id; its runtime must be up.</param>
    /// <param name="method">Where to stop: a method's name, or null.</param>
    internal static ManagedDebugger Attach(int process, string? method)
    {
        string runtime = File.ReadLines($"/proc/{process}/maps").First(line => line.EndsWith("/libcoreclr.so", StringComparison.Ordinal));
        string folder = Path.GetDirectoryName(runtime[runtime.IndexOf('/', StringComparison.Ordinal)..])!;
        nint baseAddress = (nint)ulong.Parse(runtime.AsSpan(0, runtime.IndexOf('-', StringComparison.Ordinal)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        nint library = NativeLibrary.Load(Path.Combine(folder, "libmscordbi.so"));
        if (NativeLibrary.TryGetExport(library, "DllMain", out nint main))
            ((delegate* unmanaged<nint, int, nint, int>)main)(library, DllProcessAttach, 0);
        var debugger = new ManagedDebugger(method);
        var create = (delegate* unmanaged<int, int, char*, char*, nint, nint*, int>)NativeLibrary.GetExport(library, "CoreCLRCreateCordbObject3");
        nint instance;
        fixed (char* access = Path.Combine(folder, "libmscordaccore.so"))
            Check(create(DebuggerVersion, process, null, access, baseAddress, &instance));
        debugger._debugger = instance;
        debugger.Begin(process);
        return debugger;
    }

    /// <summary>Lets the process go on from where it was stopped; the next time it passes there it is not.</summary>
    internal void Continue()
    {
        Check(ContinueFrom(_stoppedIn));
        _stoppedIn = 0;
    }

    public void Dispose()
    {
        if (_stoppedIn != 0)
            ContinueFrom(_stoppedIn);
        // The interface may still call back: it and what it holds stay until the test process ends.
    }

    private void Begin(int process)
    {
        _self = GCHandle.Alloc(this);
        _callback = (CallbackObject*)NativeMemory.AllocZeroed((nuint)sizeof(CallbackObject));
        _callback->First = Table(26);
        _callback->Second = Table(8);
        _callback->First[3] = (nint)(delegate* unmanaged<CallbackObject*, nint, nint, nint, int>)&OnBreakpoint;
        _callback->First[10] = (nint)(delegate* unmanaged<CallbackObject*, nint, int>)&OnExitProcess;
        _callback->First[13] = (nint)(delegate* unmanaged<CallbackObject*, nint, nint, int>)&OnLoadModule;
        _callback->Owner = GCHandle.ToIntPtr(_self);
        nint attached;
        Check(((delegate* unmanaged<nint, int>)Slot(_debugger, 3))(_debugger));
        Check(((delegate* unmanaged<nint, CallbackObject*, int>)Slot(_debugger, 5))(_debugger, _callback));
        Check(((delegate* unmanaged<nint, int, int, nint*, int>)Slot(_debugger, 8))(_debugger, process, 0, &attached));
    }

    /// <summary>Methods that let the process go on: each is called with what is to be continued as its first argument, and may ignore the others.</summary>
    private static nint* Table(int methods)
    {
        var table = (nint*)NativeMemory.AllocZeroed((nuint)(3 + methods), (nuint)sizeof(nint));
        table[0] = (nint)(delegate* unmanaged<nint*, Guid*, nint**, int>)&QueryInterface;
        table[1] = table[2] = (nint)(delegate* unmanaged<nint, uint>)&CountReference;
        for (int i = 0; i < methods; i++)
            table[3 + i] = (nint)(delegate* unmanaged<nint, nint, int>)&OnEvent;
        return table;
    }

    private void StopAt(nint module)
    {
        char* name = stackalloc char[1024];
        int length;
        if (_method is null || ((delegate* unmanaged<nint, int, int*, char*, int>)Slot(module, 6))(module, 1024, &length, name) != 0)
            return;
        string path = new(name, 0, length - 1);
        if (!File.Exists(path) || Token(path) is not { } token)
            return;
        nint function, breakpoint;
        Check(((delegate* unmanaged<nint, int, nint*, int>)Slot(module, 9))(module, token, &function));
        Check(((delegate* unmanaged<nint, nint*, int>)Slot(function, 8))(function, &breakpoint));
        Check(((delegate* unmanaged<nint, int, int>)Slot(breakpoint, 3))(breakpoint, 1));
        _armed.TrySetResult();
    }

    private int? Token(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (MethodDefinitionHandle method in metadata.MethodDefinitions)
        {
            if (metadata.StringComparer.Equals(metadata.GetMethodDefinition(method).Name, _method!))
                return MetadataTokens.GetToken(method);
        }
        return null;
    }

    [UnmanagedCallersOnly]
    private static int QueryInterface(nint* self, Guid* wanted, nint** found)
    {
        // The second interface is the second field of the object, one pointer further.
        *found = *wanted == s_managedCallback2 ? self + 1 : *wanted == s_managedCallback || *wanted == s_unknown ? self : null;
        return *found is null ? unchecked((int)0x80004002) : 0;
    }

    [UnmanagedCallersOnly]
    private static uint CountReference(nint self) => 1;

    [UnmanagedCallersOnly]
    private static int OnEvent(nint self, nint controller) => ContinueFrom(controller);

    [UnmanagedCallersOnly]
    private static int OnExitProcess(CallbackObject* self, nint process)
    {
        Owner(self)._ended.TrySetResult();
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int OnLoadModule(CallbackObject* self, nint domain, nint module)
    {
        Owner(self).StopAt(module);
        return ContinueFrom(domain);
    }

    [UnmanagedCallersOnly]
    private static int OnBreakpoint(CallbackObject* self, nint domain, nint thread, nint breakpoint)
    {
        ManagedDebugger owner = Owner(self);
        ((delegate* unmanaged<nint, int, int>)Slot(breakpoint, 3))(breakpoint, 0);
        owner._stoppedIn = domain;
        owner._reached.TrySetResult();
        return 0;
    }

    private static ManagedDebugger Owner(CallbackObject* self) => (ManagedDebugger)GCHandle.FromIntPtr(self->Owner).Target!;

    private static int ContinueFrom(nint controller) => ((delegate* unmanaged<nint, int, int>)Slot(controller, 4))(controller, 0);

    private static nint Slot(nint instance, int index) => (*(nint**)instance)[index];

    private static void Check(int result, [CallerArgumentExpression(nameof(result))] string call = "")
    {
        if (result < 0)
            throw new InvalidOperationException($"0x{result:X8} of {call}");
    }

    private struct CallbackObject
    {
        internal nint* First;
        internal nint* Second;
        internal nint Owner;
    }
}
