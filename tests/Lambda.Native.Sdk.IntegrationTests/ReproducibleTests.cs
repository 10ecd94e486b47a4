using System.Diagnostics;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The same sources give the same bytes.</summary>
public sealed class ReproducibleTests
{
    private const string Assembly = "src/Hello/obj/Release/net9.0/linux-x64/Hello.dll";

    [FactWithProgram("git")]
    public void The_assembly_does_not_depend_on_the_clones_folder_the_order_of_its_sources_the_commit_or_the_build_server()
    {
        using var here = new Clone("here");
        here.Workspace.PublishStandIn(here.Project);
        byte[] first = File.ReadAllBytes(here[Assembly]);

        using var there = new Clone("over, there = far");
        there.Git("commit", "--allow-empty", "-m", "empty");
        there.Workspace.PublishStandIn(there.Project, "-p:Reversed=true", "-p:ContinuousIntegrationBuild=true");
        Assert.Equal(first, File.ReadAllBytes(there[Assembly]));
    }

    [FactWithProgram("git")]
    public void A_path_map_of_the_projects_own_is_left_alone()
    {
        using var clone = new Clone("here");
        clone.Workspace.PublishStandIn(clone.Project, "-p:PathMap=/nowhere=/x");
        Assert.True(File.ReadAllBytes(clone[Assembly]).AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(clone["src/Hello/Function.cs"])) > 0);
    }

    [Theory]
    [InlineData("smallest", false)]
    [InlineData("none", true)]
    public void The_level_of_compression_can_be_chosen(string level, bool stores)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><Content Include=\"zeros\" CopyToPublishDirectory=\"Always\" /></ItemGroup>");
        workspace.Write("Hello/zeros", new string('0', 100_000));
        workspace.PublishStandIn("Hello");
        workspace.PublishStandIn("Hello", $"-p:LambdaCompressionLevel={level}");
        Assert.Equal(stores, new FileInfo(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]).Length > 100_000);
    }

    // For real: what the compiler and the linker make of it counts too.
    [FactWithProgram("git")]
    public void Two_clones_in_two_time_zones_and_cultures_with_a_commit_between_give_the_same_package()
    {
        byte[] Publish(string folder, string timeZone, string culture, bool commits)
        {
            using var clone = new Clone(folder);
            if (commits)
                clone.Git("commit", "--allow-empty", "-m", "empty");
            clone.Workspace.Variables["TZ"] = timeZone;
            clone.Workspace.Variables["LC_ALL"] = culture;
            // The report of sizes changes nothing either.
            DotnetResult result = clone.Workspace.Dotnet(clone.Project, "publish", $"-p:LambdaSizeReport={commits}");
            Assert.Equal(commits, result.Output.Contains("  System.Collections.Generic"));
            string output = clone[$"src/Hello/bin/Release/net9.0/linux-x64/publish/"];
            Assert.DoesNotContain(clone.Workspace.Root, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(output + "bootstrap")));
            return File.ReadAllBytes(output + "lambda.zip");
        }

        byte[] first = Publish("here", "Pacific/Kiritimati", "C.UTF-8", commits: false);
        Assert.Equal(first, Publish("over there/far", "America/Caracas", "tr_TR.UTF-8", commits: true));
    }

    /// <summary>A repository with a remote that Source Link knows: a function, a file outside its folder, and code that asks the compiler for its path.</summary>
    private sealed class Clone : IDisposable
    {
        private readonly string _folder;

        internal Clone(string folder)
        {
            _folder = folder;
            Workspace.WriteFunction(Project, properties: "<EnableDefaultCompileItems>false</EnableDefaultCompileItems>", items: """
                <ItemGroup Condition="'$(Reversed)' != 'true'"><Compile Include="A.cs;Function.cs;../../common/Shared.cs" /><EmbeddedResource Include="a.txt;b.txt" /></ItemGroup>
                <ItemGroup Condition="'$(Reversed)' == 'true'"><Compile Include="../../common/Shared.cs;Function.cs;A.cs" /><EmbeddedResource Include="b.txt;a.txt" /></ItemGroup>
                """);
            Workspace.Write($"{Project}/Function.cs", """
                internal static class Function
                {
                    [Lambda.Native.LambdaFunction]
                    internal static string Handle(string text) => text + A.Path() + Shared.Path();
                }
                """);
            Workspace.Write($"{Project}/A.cs", "internal static class A { internal static string Path([System.Runtime.CompilerServices.CallerFilePath] string path = \"\") => path; }");
            Workspace.Write($"{folder}/common/Shared.cs", "internal static class Shared { internal static string Path() => A.Path(); }");
            Workspace.Write($"{Project}/a.txt", "a");
            Workspace.Write($"{Project}/b.txt", "b");
            Workspace.Write($"{folder}/.gitignore", "bin/\nobj/\n");
            Git("init", "-q");
            Git("remote", "add", "origin", "https://github.com/lambda-native/lambda-native.git");
            Git("add", ".");
            Git("commit", "-q", "-m", "function");
        }

        internal Workspace Workspace { get; } = new();

        internal string Project => _folder + "/src/Hello";

        internal string this[string path] => Workspace[$"{_folder}/{path}"];

        internal void Git(params string[] arguments)
        {
            string[] identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"];
            using Process git = Process.Start(new ProcessStartInfo("git", [.. identity, .. arguments]) { WorkingDirectory = this[""], RedirectStandardOutput = true })!;
            git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
        }

        public void Dispose() => Workspace.Dispose();
    }
}
