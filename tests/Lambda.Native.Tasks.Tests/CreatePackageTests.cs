using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks.Tests;

public sealed class CreatePackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    private CreatePackage Packing(params ITaskItem[] files) => new()
    {
        BuildEngine = _engine,
        Files = files,
        Package = _folder["lambda.zip"],
        Architecture = "x86_64",
    };

    private ITaskItem Bootstrap() => _folder.Content("bootstrap", Elf.X64);

    private ZipDirectory ReadDirectory()
    {
        using FileStream file = File.OpenRead(_folder["lambda.zip"]);
        return ZipDirectory.Read(file);
    }

    [Fact]
    public void Modes_follow_from_content_and_items_and_not_from_the_hosts_file_system()
    {
        ITaskItem data = _folder.Content("data.txt", "x"u8.ToArray());
        ITaskItem script = _folder.Content("run.sh", "#!/bin/sh\n"u8.ToArray());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(data.GetMetadata("FullPath"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.SetUnixFileMode(script.GetMetadata("FullPath"), UnixFileMode.UserRead);
        }
        ITaskItem library = _folder.Content("lib/native.so", Elf.Arm64);
        ITaskItem marked = _folder.Content("tool.py", "print()"u8.ToArray(), executable: true);
        Assert.True(Packing(Bootstrap(), data, script, library, marked).Execute());

        ZipDirectory directory = ReadDirectory();
        Assert.Equal(["bootstrap", "data.txt", "lib/native.so", "run.sh", "tool.py"], directory.Names);
        Assert.All(["bootstrap", "lib/native.so", "run.sh", "tool.py"], name => Assert.Equal(0x81ed, directory[name].Mode));
        Assert.Equal(0x81a4, directory["data.txt"].Mode);
        Assert.All(directory.Names, name => Assert.Equal(3, directory[name].Host));
        // 1980-01-01 00:00, and no data descriptor: bit 3 is not set.
        Assert.All(directory.Names, name => Assert.Equal((0x00210000u, 0), (directory[name].Time, directory[name].Flags & 8)));
    }

    [Fact]
    public void Content_reads_back_whatever_it_is()
    {
        byte[] random = RandomNumberGenerator.GetBytes(300_000);
        byte[] zeros = new byte[300_000];
        Assert.True(Packing(Bootstrap(), _folder.Content("random", random), _folder.Content("zeros", zeros), _folder.Content("empty", []), _folder.Content("Grüße/東京.txt", "ö"u8.ToArray())).Execute());
        using ZipArchive archive = ZipFile.OpenRead(_folder["lambda.zip"]);
        Assert.Equal(random, Read(archive, "random"));
        Assert.Equal(zeros, Read(archive, "zeros"));
        Assert.Equal([], Read(archive, "empty"));
        Assert.Equal("ö"u8.ToArray(), Read(archive, "Grüße/東京.txt"));
        // What does not get smaller is stored.
        Assert.Equal(random.Length, archive.GetEntry("random")!.CompressedLength);
        Assert.InRange(archive.GetEntry("zeros")!.CompressedLength, 1, 1000);
    }

    [Fact]
    public void A_higher_level_packs_smaller_and_none_stores()
    {
        ITaskItem text = _folder.Content("text", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i * i} of the text\n"))));
        long[] lengths = Array.ConvertAll(new[] { "none", "fastest", "smallest" }, level =>
        {
            CreatePackage task = Packing(Bootstrap(), text);
            task.CompressionLevel = level;
            Assert.True(task.Execute());
            return new FileInfo(_folder["lambda.zip"]).Length;
        });
        Assert.True(lengths[0] > new FileInfo(text.GetMetadata("FullPath")).Length);
        Assert.True(lengths[1] < lengths[0] && lengths[2] < lengths[1]);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes_in_any_order_and_at_any_time()
    {
        ITaskItem[] files = [Bootstrap(), _folder.Content("b", "2"u8.ToArray()), _folder.Content("B", "1"u8.ToArray()), _folder.Content("a/z", "3"u8.ToArray())];
        Assert.True(Packing(files).Execute());
        byte[] first = File.ReadAllBytes(_folder["lambda.zip"]);
        foreach (ITaskItem file in files)
            File.SetLastWriteTimeUtc(file.GetMetadata("FullPath"), new DateTime(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc));
        Assert.True(Packing([.. files.Reverse()]).Execute());
        Assert.Equal(first, File.ReadAllBytes(_folder["lambda.zip"]));
        Assert.Equal(["B", "a/z", "b", "bootstrap"], ReadDirectory().Names);
    }

    [Fact]
    public void Backslashes_in_target_paths_become_slashes()
    {
        ITaskItem item = _folder.Content("x", "x"u8.ToArray());
        item.SetMetadata("RelativePath", @"a\b\c");
        Assert.True(Packing(Bootstrap(), item).Execute());
        Assert.Contains("a/b/c", ReadDirectory().Names);
    }

    [Fact]
    public void One_line_says_what_was_made()
    {
        ITaskItem bootstrap = Bootstrap();
        Assert.True(Packing(bootstrap).Execute());
        var report = new ReportPackage
        {
            BuildEngine = _engine,
            Package = _folder["lambda.zip"],
            Bootstrap = bootstrap.GetMetadata("FullPath"),
            Architecture = "x86_64",
            ProjectName = "Hello",
        };
        Assert.True(report.Execute());
        string line = Assert.Single(_engine.Messages);
        Assert.StartsWith($"Hello -> {_folder["lambda.zip"]} (", line);
        Assert.EndsWith(", x86_64)", line);
    }

    public static TheoryData<string, byte[]?> Faults => new()
    {
        { "there is no bootstrap", null },
        { "not a 64-bit Linux program", "#!/bin/sh\n"u8.ToArray() },
        { "not a 64-bit Linux program", Elf.Make(type: 3, machine: 62, elfClass: 1) },
        { "not a 64-bit Linux program", Elf.Make(type: 1, machine: 62) },
        { "made for arm64, not for x86_64", Elf.Arm64 },
        { "made for machine 243", Elf.Make(type: 3, machine: 243) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_package_that_Lambda_would_not_start_gets_no_name(string fault, byte[]? bootstrap)
    {
        ITaskItem[] files = bootstrap is null ? [_folder.Content("lib/bootstrap", Elf.X64)] : [_folder.Content("bootstrap", bootstrap)];
        Assert.False(Packing(files).Execute());
        Assert.Equal("LN3007", Assert.Single(_engine.Errors).Code);
        Assert.Contains(fault, _engine.Errors[0].Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        ITaskItem gone = _folder.Content("gone.txt", []);
        File.Delete(gone.GetMetadata("FullPath"));
        Assert.False(Packing(Bootstrap(), gone).Execute());
        Assert.Equal("LN3008", Assert.Single(_engine.Errors).Code);
        Assert.Contains("gone.txt", _engine.Errors[0].Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_full_disk_leaves_no_half_written_package()
    {
        CreatePackage task = Packing(Bootstrap(), _folder.Content("random", RandomNumberGenerator.GetBytes(100_000)));
        task.Create = path => new FullDisk(path, capacity: 50_000);
        Assert.False(task.Execute());
        Assert.Equal("LN3006", Assert.Single(_engine.Errors).Code);
        Assert.Contains("No space left", _engine.Errors[0].Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error()
    {
        CreatePackage task = Packing(Bootstrap());
        task.Package = _folder["not/there/lambda.zip"];
        Assert.False(task.Execute());
        Assert.Equal("LN3006", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void A_folder_in_the_way_is_named()
    {
        Directory.CreateDirectory(_folder["lambda.zip"]);
        Assert.False(Packing(Bootstrap()).Execute());
        Assert.Contains("folder", Assert.Single(_engine.Errors).Message);
    }

    [Fact]
    public void A_path_too_long_for_the_format_is_an_error()
    {
        ITaskItem item = _folder.Content("x", []);
        item.SetMetadata("RelativePath", new string('é', 32_768));
        Assert.False(Packing(Bootstrap(), item).Execute());
        Assert.Equal(["LN3009"], _engine.ErrorCodes);
        AssertNothingIsLeft();
    }

    [Fact]
    public void More_files_than_the_format_counts_are_an_error()
    {
        ITaskItem[] files = [.. Enumerable.Range(0, 65_536).Select(i =>
        {
            var item = new Microsoft.Build.Utilities.TaskItem(Empty);
            item.SetMetadata("RelativePath", $"{i}");
            return item;
        })];
        Assert.False(Packing([Bootstrap(), .. files]).Execute());
        Assert.Equal(["LN3009"], _engine.ErrorCodes);
        AssertNothingIsLeft();
    }

    [Fact]
    public void What_a_killed_publish_left_is_in_nobodys_way()
    {
        _folder.Write("lambda.zip.tmp", new byte[100_000]);
        Assert.True(Packing(Bootstrap()).Execute());
        Assert.Equal([_folder["lambda.zip"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_second_publish_into_the_folder_does_not_harm_the_first()
    {
        using (var other = new FileStream(_folder["lambda.zip.tmp"], FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.False(Packing(Bootstrap()).Execute());
            Assert.Equal(["LN3006"], _engine.ErrorCodes);
            Assert.True(File.Exists(_folder["lambda.zip.tmp"]));
        }
    }

    [Fact]
    public void A_file_that_changes_while_it_is_packed_is_found_out()
    {
        using (FileStream file = File.Create(_folder["lambda.zip"]))
        {
            var writer = new ZipWriter(file, CompressionLevel.Optimal);
            writer.Add("bootstrap", new MemoryStream(Elf.X64), ZipWriter.ExecutableMode);
            // What does not get smaller is read twice.
            writer.Add("changing", new Changing(RandomNumberGenerator.GetBytes(1000)), ZipWriter.PlainMode);
            writer.Finish();
        }
        Assert.Contains("changing does not read back", PackageCheck.FindFault(_folder["lambda.zip"], "bootstrap", "x86_64"));
    }

    // What is read once is what is written: the sum in the zip is of these bytes, not of the ones the file has by then.
    [Theory]
    [InlineData(0)]
    [InlineData(500_000)]
    public void A_file_that_changes_while_it_is_read_is_packed_as_it_was_read(int lengthAfterwards)
    {
        string path = _folder.Write("log.txt", new byte[400_000]);
        using (FileStream file = File.Create(_folder["lambda.zip"]))
        {
            var writer = new ZipWriter(file, ZipWriter.Smallest);
            writer.Add("bootstrap", new MemoryStream(Elf.X64), ZipWriter.ExecutableMode);
            using (var log = new ChangingFile(path, lengthAfterwards))
                writer.Add("log.txt", log, ZipWriter.PlainMode);
            writer.Finish();
        }
        Assert.Null(PackageCheck.FindFault(_folder["lambda.zip"], "bootstrap", "x86_64"));
    }

    [Fact]
    public void A_package_of_before_is_replaced()
    {
        _folder.Write("lambda.zip", Encoding.ASCII.GetBytes("old"));
        Assert.True(Packing(Bootstrap()).Execute());
        Assert.Equal(["bootstrap"], ReadDirectory().Names);
    }

    private void AssertNothingIsLeft() => Assert.Empty(Directory.GetFiles(_folder.Path));

    private static byte[] Read(ZipArchive archive, string name)
    {
        using Stream content = archive.GetEntry(name)!.Open();
        var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private string Empty => field ??= _folder.Write("content/empty", []);

    /// <summary>Another content whenever it is read from its start again.</summary>
    private sealed class Changing : MemoryStream
    {
        internal Changing(byte[] content)
            : base(content, 0, content.Length, writable: true, publiclyVisible: true)
        {
        }

        public override long Position
        {
            get => base.Position;
            set
            {
                base.Position = value;
                RandomNumberGenerator.Fill(GetBuffer());
            }
        }
    }

    /// <summary>A file to which somebody writes after the first of it was read.</summary>
    private sealed class ChangingFile(string path, int lengthAfterwards) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            using var writer = new FileStream(Name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            writer.SetLength(lengthAfterwards);
            writer.Write("changed"u8);
            return read;
        }
    }

    private sealed class FullDisk(string path, long capacity) : FileStream(path, FileMode.Create)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position + count > capacity)
                throw new IOException("No space left on device");
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Position + buffer.Length > capacity)
                throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
