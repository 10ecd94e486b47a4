namespace Lambda.Native.Tasks.Tests;

/// <summary>Archives as binutils read them.</summary>
public sealed class ArchiveTests(SysrootFixture sysroot) : IClassFixture<SysrootFixture>
{
    [FactWithProgram("nm")]
    public void The_index_leads_to_one_member_for_each_function()
    {
        string[] lines = [.. Tool.Run("nm", "--print-armap", sysroot["arm64", "lib/libbuiltins.a"]).Split('\n').Where(line => line.Contains(" in "))];
        Assert.Equal(126, lines.Length);
        Assert.All(lines, line => Assert.Equal(line.Split(" in ")[0] + ".o", line.Split(" in ")[1]));
    }

    [FactWithProgram("ar")]
    public void Members_have_nothing_of_the_machine_that_wrote_them()
    {
        string listing = Tool.Run("ar", "tvO", sysroot["x86_64", "lib/libc_nonshared.a"]);
        Assert.Equal(["atexit.o", "at_quick_exit.o", "pthread_atfork.o", "__stack_chk_fail_local.o"], listing.TrimEnd().Split('\n').Select(line => line.Split(' ')[^2]));
        Assert.All(listing.TrimEnd().Split('\n'), line => Assert.Matches(@"^rw-r--r-- 0/0 .* 1970 ", line));
    }

    [FactWithProgram("ar")]
    public void An_empty_one_is_an_archive() => Assert.Empty(Tool.Run("ar", "t", sysroot["x86_64", "lib/libpthread.a"]));

    [FactWithProgram("readelf")]
    public void Functions_are_hidden_and_ask_for_no_executable_stack()
    {
        string[] symbols = [.. Tool.Run("readelf", "--wide", "--syms", sysroot["arm64", "lib/libc_nonshared.a"]).Split('\n').Where(line => line.Contains(" FUNC "))];
        Assert.Equal(4, symbols.Length);
        Assert.All(symbols, symbol => Assert.Contains(" GLOBAL HIDDEN ", symbol));
        Assert.Equal(4, Tool.Run("readelf", "--wide", "--sections", sysroot["arm64", "lib/libc_nonshared.a"]).Split('\n').Count(line => line.Contains(".note.GNU-stack")));
    }
}
