using System.Security.Cryptography;
using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks.Tests;

public sealed class CheckPackageSizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    private CheckPackageSize Checking(params ITaskItem[] files)
    {
        var packing = new CreatePackage
        {
            BuildEngine = _engine,
            Files = [_folder.Content("bootstrap", Elf.X64), .. files],
            Package = _folder["lambda.zip"],
            Architecture = "x86_64",
        };
        Assert.True(packing.Execute());
        return new CheckPackageSize { BuildEngine = _engine, Package = _folder["lambda.zip"], UploadLimit = 52_428_800, UnzippedLimit = 262_144_000 };
    }

    private ITaskItem Random(string name, int length) => _folder.Content(name, RandomNumberGenerator.GetBytes(length));

    [Fact]
    public void Within_the_limits_there_is_nothing_to_say()
    {
        CheckPackageSize task = Checking(Random("a", 1000));
        task.MaxZipSize = new FileInfo(_folder["lambda.zip"]).Length;
        Assert.True(task.Execute());
        Assert.Empty(_engine.Messages);
        Assert.Empty(task.Warnings);
    }

    [Fact]
    public void The_teams_own_limit_fails_with_what_takes_the_most()
    {
        CheckPackageSize task = Checking([Random("large", 5000), _folder.Content("zeros", new byte[20_000]), .. Enumerable.Range(0, 12).Select(i => Random($"small{i:00}", 100 + i))]);
        task.MaxZipSize = new FileInfo(_folder["lambda.zip"]).Length - 1;
        Assert.False(task.Execute());
        Assert.Equal(["LN3014"], _engine.ErrorCodes);
        Assert.Equal(12, _engine.Messages.Count);
        Assert.Matches("^ +5 000 +5 000  large$", _engine.Messages[1]);
        Assert.Matches("^ +111 +111  small11$", _engine.Messages[2]);
        Assert.Matches(@"^ +\d+ +20 \d{3}  \(5 more\)$", _engine.Messages[^1]);
    }

    [Fact]
    public void More_than_Lambda_unzips_fails()
    {
        CheckPackageSize task = Checking(_folder.Content("zeros", new byte[20_000]));
        task.UnzippedLimit = 20_063;
        Assert.False(task.Execute());
        Assert.Equal(["LN3013"], _engine.ErrorCodes);
        Assert.Contains("20 064", _engine.Errors[0].Message);
        Assert.EndsWith("zeros", _engine.Messages[1]);
    }

    [Fact]
    public void More_than_a_direct_upload_takes_is_a_warning()
    {
        CheckPackageSize task = Checking(Random("a", 1000));
        task.UploadLimit = 1000;
        Assert.True(task.Execute());
        Assert.Equal("LN3012", Assert.Single(_engine.Warnings).Code);
        Assert.StartsWith("LN3012: ", Assert.Single(task.Warnings));
    }
}
