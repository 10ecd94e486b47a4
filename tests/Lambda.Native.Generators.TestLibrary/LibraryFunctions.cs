using System.Buffers;

namespace Lambda.Native.Generators.TestLibrary;

/// <summary>A library's functions count where a bootstrap references it.</summary>
internal static class LibraryFunctions
{
    [LambdaFunction("from-library")]
    internal static void Answer(IBufferWriter<byte> answer) => answer.Write("\"the library\""u8);
}
