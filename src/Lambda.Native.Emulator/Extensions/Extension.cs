using System.Threading.Channels;

namespace Lambda.Native.Emulator;

/// <summary>One extension of one life of an execution environment. <see cref="ExtensionRegistry"/> guards it.</summary>
/// <param name="name">Of an external one, its file's name.</param>
/// <param name="isExternal">Whether it has a process of its own, which the emulator started.</param>
internal sealed class Extension(string name, bool isExternal)
{
    internal const string Invoke = "INVOKE";
    internal const string Shutdown = "SHUTDOWN";

    internal string Name { get; } = name;

    internal bool IsExternal { get; } = isExternal;

    internal string Identifier { get; } = Guid.NewGuid().ToString();

    internal IReadOnlyList<string> Events { get; set; } = [];

    internal ExtensionState State { get; set; }

    /// <summary>What it said when it failed.</summary>
    internal string? ErrorType { get; set; }

    /// <summary>What it has not asked for yet; of INVOKE events one at most.</summary>
    internal Channel<byte[]> Queue { get; } = Channel.CreateUnbounded<byte[]>();

    /// <summary>While it is running: whether the event was handed to it. One whose connection broke asks for it again.</summary>
    internal bool HasEvent { get; set; }

    /// <summary>As Lambda writes it down when the initialisation is over.</summary>
    internal ExtensionReport Report => new(Name, State, Events, ErrorType);
}

/// <summary>What Lambda's log says of an extension.</summary>
internal sealed record ExtensionReport(string Name, ExtensionState State, IReadOnlyList<string> Events, string? ErrorType);
