namespace Lambda.Native.Tasks.Tests;

public sealed class ArchiveFileTests(SysrootFixture sysroot) : IClassFixture<SysrootFixture>
{
    private byte[] Real => File.ReadAllBytes(sysroot["x86_64", "lib/libc_nonshared.a"]);

    [Fact]
    public void Names_the_members_and_gives_their_content()
    {
        (string Name, byte[] Content)[] members = [.. ArchiveFile.Members(Real)];
        Assert.Contains("atexit.o", members.Select(m => m.Name));
        Assert.All(members, m =>
        {
            Assert.True(ElfFile.TryRead(m.Content, out ElfFile file, out string? fault), fault);
            Assert.Contains(file.Symbols, s => !s.IsUndefined && s.Name + ".o" == m.Name);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("!<arch>\n")]
    [InlineData("!<arch>\nshort")]
    [InlineData("!<thin>\n//                                              4         `\nx.o/")]
    public void What_has_no_members_gives_none(string content) => Assert.Empty(ArchiveFile.Members(System.Text.Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void No_damage_throws()
    {
        byte[] original = Real;
        var random = new Random(1);
        for (int round = 0; round < 2000; round++)
        {
            byte[] content = original[..random.Next(original.Length + 1)];
            for (int i = 0; i < 5 && content.Length > 0; i++)
                content[random.Next(content.Length)] = (byte)"/0123456789 #`\n\0"[random.Next(16)];
            Assert.All(ArchiveFile.Members(content), m => Assert.True(m.Content.Length <= content.Length));
        }
    }
}
