namespace Lambda.Native.Tests;

/// <summary>A test that needs @vercel/fun.</summary>
internal sealed class FactWithVercelFunAttribute : FactAttribute
{
    public FactWithVercelFunAttribute() => Skip = VercelFun.Unavailable;
}
