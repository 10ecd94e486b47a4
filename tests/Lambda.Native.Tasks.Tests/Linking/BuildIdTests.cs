namespace Lambda.Native.Tasks.Tests;

public sealed class BuildIdTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Id(string folder, string content = "object", string argument = "--as-needed", int version = 19) =>
        BuildId.Of([$"\"-L/{folder}/lib\"", argument], [_folder.Write($"{folder}/a.o", System.Text.Encoding.UTF8.GetBytes(content))], version);

    [Fact]
    public void Is_the_same_in_every_folder()
    {
        Assert.Equal(Id("here"), Id("over/there"));
        Assert.Matches("^[0-9a-f]{40}$", Id("here"));
    }

    [Fact]
    public void Differs_with_content_arguments_and_linker()
    {
        string id = Id("here");
        Assert.NotEqual(id, Id("here", content: "Object"));
        Assert.NotEqual(id, Id("here", argument: "--no-as-needed"));
        Assert.NotEqual(id, Id("here", version: 18));
    }
}
