namespace Lambda.Native.Tasks.Tests;

/// <summary>The package as programs see it that have nothing of .NET in them.</summary>
public sealed class IndependentReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public IndependentReaderTests()
    {
        var task = new CreatePackage
        {
            BuildEngine = new RecordingEngine(),
            Files = [_folder.Content("bootstrap", Elf.X64), _folder.Content("data/Grüße.txt", "x"u8.ToArray())],
            Package = _folder["lambda.zip"],
            Architecture = "x86_64",
        };
        Assert.True(task.Execute());
    }

    public void Dispose() => _folder.Dispose();

    // On a machine without these programs there is nothing to ask; .ci/run installs them.
    [FactWithProgram("unzip")]
    public void Unzip_sees_modes_dates_and_a_sound_archive()
    {
        string listing = Tool.Run("unzip", "-Z", _folder["lambda.zip"]);
        Assert.Matches(@"-rwxr-xr-x +2\.0 unx +64 b- \w+ 80-Jan-01 00:00 bootstrap", listing);
        Assert.Matches(@"-rw-r--r-- +2\.0 unx +1 b- \w+ 80-Jan-01 00:00 data/", listing);
        Assert.Contains("No errors detected", Tool.Run("unzip", "-t", _folder["lambda.zip"]));
    }

    [FactWithProgram("python3")]
    public void Python_sees_modes_dates_and_names()
    {
        const string script = "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n" +
            "print([(i.filename.encode('unicode_escape').decode(),oct(i.external_attr>>16),i.date_time[:3],i.create_system) for i in z.infolist()])";
        Assert.Equal(
            "[('bootstrap', '0o100755', (1980, 1, 1), 3), ('data/Gr\\\\xfc\\\\xdfe.txt', '0o100644', (1980, 1, 1), 3)]",
            Tool.Run("python3", "-c", script, _folder["lambda.zip"]).Trim());
        Assert.Contains("bootstrap                                      1980-01-01 00:00:00", Tool.Run("python3", "-m", "zipfile", "-l", _folder["lambda.zip"]));
    }
}
