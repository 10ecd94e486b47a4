using System.Reflection;
using System.Reflection.Emit;

namespace Lambda.Native.Tasks.Tests;

public sealed class ReportSizesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Statistics as ILCompiler writes them.</summary>
    private string Statistics()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("x"), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("x");
        ILGenerator List(string name) => module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator();
        ILGenerator methods = List("Methods");
        foreach ((MethodInfo method, int[] numbers) in new (MethodInfo, int[])[]
        {
            (typeof(File).GetMethod("Exists")!, [1000, 100, 7, 123456]),
            (typeof(List<int>).GetMethod("Clear")!, [8, -1, 200, 3]),
            (typeof(Enumerable).GetMethod("Empty")!.MakeGenericMethod(typeof(string)), [70_000, 0, 0, 4]),
            (typeof(Environment.SpecialFolder).GetMethod("ToString", [])!, [1, 2, 3, 4]),
        })
        {
            methods.Emit(OpCodes.Ldtoken, method);
            foreach (int number in numbers)
                methods.Emit(OpCodes.Ldc_I4, number);
        }
        ILGenerator types = List("Types");
        foreach ((Type type, int size) in new[] { (typeof(Dictionary<string, int>), 300), (typeof(FileInfo[]), 40), (typeof(int[]), 5) })
        {
            types.Emit(OpCodes.Ldtoken, type);
            types.Emit(OpCodes.Ldc_I4, size);
            types.Emit(OpCodes.Ldc_I4, 99);
        }
        ILGenerator blobs = List("Blobs");
        blobs.Emit(OpCodes.Ldstr, "Metadata");
        blobs.Emit(OpCodes.Ldc_I4_S, (sbyte)77);
        module.CreateGlobalFunctions();
        assembly.Save(_folder["x.mstat"]);
        return _folder["x.mstat"];
    }

    [Fact]
    public void Sizes_are_summed_by_namespace()
    {
        Assert.Equal(
            [("(Metadata)", 77), ("System", 11), ("System.Collections.Generic", 507), ("System.IO", 1147), ("System.Linq", 70_000)],
            CompilerStatistics.Read(Statistics()).OrderBy(size => size.Key, StringComparer.Ordinal).Select(size => (size.Key, (int)size.Value)));
    }

    [Fact]
    public void The_largest_come_first_and_the_rest_is_said()
    {
        var task = new ReportSizes { BuildEngine = _engine, Statistics = Statistics(), Bootstrap = _folder.Write("bootstrap", new byte[100_000]) };
        Assert.True(task.Execute());
        Assert.Matches("^ +100 000  bootstrap$", _engine.Messages[0]);
        Assert.Matches("^ +70 000    System.Linq$", _engine.Messages[1]);
        Assert.Matches(@"^ +28 258    \(the runtime", _engine.Messages[^1]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MZ, and nothing more")]
    public void What_cannot_be_read_is_a_warning(string? content)
    {
        if (content is not null)
            _folder.Write("x.mstat", System.Text.Encoding.ASCII.GetBytes(content));
        var task = new ReportSizes { BuildEngine = _engine, Statistics = _folder["x.mstat"], Bootstrap = _folder.Write("bootstrap", []) };
        Assert.True(task.Execute());
        Assert.Equal("LN3018", Assert.Single(_engine.Warnings).Code);
    }
}
