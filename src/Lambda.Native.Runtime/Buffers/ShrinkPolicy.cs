namespace Lambda.Native.Buffers;

/// <summary>When a buffer that grew for one large event is given back: after ten smaller ones. A function has little memory and a large event may be the only one.</summary>
internal struct ShrinkPolicy
{
    internal const int Large = 1 << 20;
    private const int Patience = 10;

    private int _smaller;

    /// <summary>Called once an invocation.</summary>
    /// <param name="capacity">The buffer's size.</param>
    /// <param name="used">What of it was used this time.</param>
    internal bool ShouldShrink(int capacity, int used)
    {
        if (capacity <= Large || used > Large)
        {
            _smaller = 0;
            return false;
        }
        if (++_smaller < Patience)
            return false;
        _smaller = 0;
        return true;
    }
}
