using System.Runtime.CompilerServices;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Locator;

namespace Lambda.Native.Sdk.Tests;

/// <summary>A function project, evaluated in this process with the SDK's files as they are in the repository. Nothing is restored and nothing is built.</summary>
internal sealed class EvaluatedProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-native-tests-").FullName;
    private readonly ProjectCollection _collection = new();
    private readonly Project _project;

    internal EvaluatedProject(string properties = "", string framework = "net10.0", string buildProps = "", string buildTargets = "", string layeredOn = "", params (string Name, string Value)[] global)
    {
        string sdk = Path.Combine(AppContext.BaseDirectory, "sdk", "Sdk");
        File.WriteAllText(Path.Combine(_folder, "Directory.Build.props"), $"<Project><PropertyGroup>{buildProps}</PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(_folder, "Directory.Build.targets"), $"<Project><PropertyGroup>{buildTargets}</PropertyGroup></Project>");
        string path = Path.Combine(_folder, "Hello.csproj");
        File.WriteAllText(path, $"""
            <Project>
              {(layeredOn == "" ? "" : $"<Import Project=\"Sdk.props\" Sdk=\"{layeredOn}\" />")}
              <Import Project="{sdk}/Sdk.props" />
              <PropertyGroup><TargetFramework>{framework}</TargetFramework>{properties}</PropertyGroup>
              {(layeredOn == "" ? "" : $"<Import Project=\"Sdk.targets\" Sdk=\"{layeredOn}\" />")}
              <Import Project="{sdk}/Sdk.targets" />
            </Project>
            """);
        _project = new Project(ProjectRootElement.Open(path, _collection), global.ToDictionary(p => p.Name, p => p.Value), null, _collection);
    }

    internal string this[string property] => _project.GetPropertyValue(property);

    internal IEnumerable<ProjectItem> Items(string type) => _project.GetItems(type);

    public void Dispose()
    {
        _collection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Before any type of MSBuild is touched.</summary>
    [ModuleInitializer]
    internal static void FindMSBuild() => MSBuildLocator.RegisterDefaults();
}
