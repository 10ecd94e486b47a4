using Lambda.Native.Loop;

namespace Lambda.Native.Runtime.Tests;

public sealed class ErrorTypeTests
{
    [Fact]
    public void Is_letters_only_and_begins_in_upper_case()
    {
        Assert.Equal("Function.InvalidOperationException", ErrorDocument.ErrorType(new InvalidOperationException(), null));
        Assert.Equal("Function.LowercaseError", ErrorDocument.ErrorType(new lowercase_Error2(), null));
        Assert.Equal("Function.Generic", ErrorDocument.ErrorType(new Generic<int>(), null));
        Assert.Equal("Function.Unhandled", ErrorDocument.ErrorType(new _1(), null));
    }

#pragma warning disable IDE1006, CS8981 // Names that the platform's pattern does not allow are what is tested.
    private sealed class lowercase_Error2 : Exception;

    private sealed class Generic<T> : Exception;

    private sealed class _1 : Exception;
#pragma warning restore IDE1006, CS8981
}
