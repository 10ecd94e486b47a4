using System.Collections.Immutable;
using Lambda.Native.Generators.Calls;
using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Http;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Functions;

/// <summary>What of a project's source bears on its functions, in values.</summary>
internal sealed record ProjectSource(
    ImmutableArray<MethodKey> Functions,
    ImmutableArray<MethodKey> Routes,
    ImmutableArray<MethodKey> Factories,
    ImmutableArray<ContextModel> Contexts,
    ImmutableArray<CallKey> Calls,
    ProjectSettings Settings)
{
    /// <summary>Whether nothing is to be generated, but for calls perhaps.</summary>
    internal bool IsEmpty => Functions.IsEmpty && Routes.IsEmpty && !Settings.HasFilters;
}

/// <summary>What is true of a project as a whole.</summary>
/// <param name="CallsRun">Whether it names the generated class that runs its functions.</param>
/// <param name="IsFunctionProject">Whether it becomes a bootstrap.</param>
/// <param name="OldLanguage">Its version of C# where generated code does not compile by it, or null.</param>
internal sealed record ProjectSettings(bool CallsRun, bool IsFunctionProject, string? OldLanguage, bool HasFilters);

/// <summary>Reads all functions of a project together: they share names, objects and types.</summary>
internal static class ProjectReader
{
    internal static ProjectModel Read(ProjectSource source, Compilation compilation, CancellationToken cancellation)
    {
        if (source.Settings.OldLanguage is { } version && (!source.IsEmpty || CallReader.IsAny(source.Calls, compilation, cancellation)))
            return ProjectModel.OfOldLanguage(version, source.Settings.IsFunctionProject && compilation.GetEntryPoint(cancellation) is null);
        var diagnostics = new List<DiagnosticInfo>();
        var names = new UniqueNames();
        string generatedNamespace = "Lambda.Native.Generated." + Names.Identifier(compilation.AssemblyName ?? "");
        var instances = new InstanceReader(compilation, names, diagnostics);
        foreach (IMethodSymbol factory in Find(source.Factories, compilation))
            instances.AddFactory(factory);
        var graph = new JsonGraph(compilation, source.Contexts);
        var reader = new FunctionReader(compilation, graph, instances, names, diagnostics);
        var functions = new List<FunctionModel>();
        var taken = new Dictionary<string, string>();
        bool TryTake(string name, string owner, Location? location)
        {
            if (taken.TryGetValue(name, out string? other))
            {
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.SameName, location, name, other, owner));
                return false;
            }
            taken.Add(name, owner);
            return true;
        }
        foreach (IMethodSymbol method in Find(source.Functions, compilation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Read(method) is { } function && TryTake(function.Name, FunctionReader.Show(method), method.Locations[0]))
                functions.Add(function);
        }
        var routes = new HttpReader(reader, instances, diagnostics);
        foreach (IMethodSymbol method in Find(source.Routes, compilation))
        {
            cancellation.ThrowIfCancellationRequested();
            routes.Add(method);
        }
        HttpFunctionModel? http = routes.ToModel(names);
        if (http is not null && !TryTake(HttpFunctionModel.Name, "the routes of [HttpApi]", Find(source.Routes, compilation).First().Locations[0]))
            http = null;
        foreach (MethodKey local in source.Functions.Concat(source.Routes).Where(f => f.IsLocal))
            diagnostics.Add(new DiagnosticInfo(DiagnosticDescriptors.HandlerOutOfReach.Id, local.Location, new EquatableArray<string>([local.Method, "it is a local function"])));

        var calls = new CallReader(compilation, reader, diagnostics);
        calls.Add(source.Calls, cancellation);

        List<BoundFunction> bound = [.. functions.Select(f => new BoundFunction(f.Name, $"global::{generatedNamespace}.{f.Binding}"))];
        if (http is not null)
            bound.Add(new BoundFunction(HttpFunctionModel.Name, $"global::{generatedNamespace}.{http.Binding}"));
        bool writesMain = false;
        if (source.Settings.IsFunctionProject)
        {
            foreach ((string name, INamedTypeSymbol binding, IAssemblySymbol assembly) in Registry.FunctionsOf(compilation))
            {
                if (TryTake(name, assembly.Name, null))
                    bound.Add(new BoundFunction(name, binding.FullName()));
            }
            IMethodSymbol? main = compilation.GetEntryPoint(cancellation);
            writesMain = main is null && (bound.Count > 0 || source.Functions.Length > 0 || source.Routes.Length > 0);
            if (main is not null && !source.Settings.CallsRun && bound.Count > 0)
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.FunctionsNotRun, main.Locations.FirstOrDefault(), string.Join(", ", bound.Select(b => b.Name))));
        }
        return new ProjectModel(
            generatedNamespace, functions.ToEquatableArray(), http, source.Settings.IsFunctionProject ? bound.ToEquatableArray() : default,
            instances.Instances.ToEquatableArray(), calls.Calls.ToEquatableArray(), graph.Types.ToEquatableArray(), writesMain, diagnostics.Distinct().ToEquatableArray());
    }

    private static IEnumerable<IMethodSymbol> Find(ImmutableArray<MethodKey> keys, Compilation compilation) =>
        keys.Where(k => !k.IsLocal).Select(k => k.Find(compilation)).OfType<IMethodSymbol>();
}
