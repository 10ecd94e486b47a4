using System.Collections.Immutable;
using System.Text;
using Lambda.Native.Generators.Calls;
using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Filters;
using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Http;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lambda.Native.Generators;

/// <summary>Writes what binds a project's functions to the runtime.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LambdaGenerator : IIncrementalGenerator
{
    /// <summary>Names of the pipeline's steps, for tests of what runs again after an edit.</summary>
    internal const string FiltersStep = "Filters";

    /// <inheritdoc cref="FiltersStep"/>
    internal const string ProjectStep = "Project";

    /// <summary>Set by the SDK where a function is built, and nowhere else.</summary>
    private const string FunctionProjectProperty = "build_property._LambdaIsFunctionProject";

    private const string EntryPointClass = "LambdaFunctions";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> isFunctionProject = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(FunctionProjectProperty, out string? value) && value == "true");
        IncrementalValueProvider<string?> oldLanguage = context.ParseOptionsProvider.Select(static (options, _) =>
            options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 and var version } ? version.ToDisplayString() : null);
        IncrementalValueProvider<bool> hasFilters = AddFilters(context, isFunctionProject, oldLanguage);
        AddFunctions(context, isFunctionProject, oldLanguage, hasFilters);
    }

    private static IncrementalValueProvider<bool> AddFilters(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> isFunctionProject, IncrementalValueProvider<string?> oldLanguage)
    {
        IncrementalValueProvider<EquatableArray<FilterModel>> filters = context.SyntaxProvider
            .ForAttributeWithMetadataName(FilterReader.AttributeName, static (node, _) => node is CompilationUnitSyntax, FilterReader.Read)
            .Collect()
            .Select(static (perFile, _) => InSourceOrder(perFile))
            .WithTrackingName(FiltersStep);
        context.RegisterSourceOutput(filters.Combine(isFunctionProject).Combine(oldLanguage), static (output, source) =>
        {
            if (source.Right is null)
                AddFilters(output, source.Left.Left, source.Left.Right);
        });
        return filters.Select(static (found, _) => found.Count > 0);
    }

    private static void AddFunctions(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> isFunctionProject, IncrementalValueProvider<string?> oldLanguage, IncrementalValueProvider<bool> hasFilters)
    {
        IncrementalValueProvider<ImmutableArray<MethodKey>> functions = Methods(context, FunctionReader.AttributeName);
        IncrementalValueProvider<ImmutableArray<MethodKey>> routes = Methods(context, HttpReader.AttributeName);
        IncrementalValueProvider<ImmutableArray<MethodKey>> factories = Methods(context, InstanceReader.FactoryAttributeName);
        IncrementalValueProvider<ImmutableArray<ContextModel>> contexts = context.SyntaxProvider
            .ForAttributeWithMetadataName(ContextReader.AttributeName, static (node, _) => node is ClassDeclarationSyntax, ContextReader.Read)
            .Collect();
        IncrementalValueProvider<bool> callsRun = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is IdentifierNameSyntax { Identifier.ValueText: EntryPointClass }, static (_, _) => true)
            .Collect()
            .Select(static (calls, _) => calls.Length > 0);

        IncrementalValueProvider<ImmutableArray<CallKey>> calls = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => CallKey.IsCandidate(node), static (candidate, _) => CallKey.From(candidate.Node))
            .Collect();
        IncrementalValueProvider<ProjectSettings> settings = callsRun.Combine(isFunctionProject).Combine(oldLanguage).Combine(hasFilters)
            .Select(static (all, _) => new ProjectSettings(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right));

        IncrementalValueProvider<ProjectModel> project = functions.Combine(routes).Combine(factories).Combine(contexts).Combine(calls).Combine(settings)
            .Select(static (all, _) => new ProjectSource(all.Left.Left.Left.Left.Left, all.Left.Left.Left.Left.Right, all.Left.Left.Left.Right, all.Left.Left.Right, all.Left.Right, all.Right))
            .Combine(context.CompilationProvider)
            .Select(static (source, cancellation) => ProjectReader.Read(source.Left, source.Right, cancellation))
            .WithTrackingName(ProjectStep);

        context.RegisterSourceOutput(project.SelectMany(static (p, _) => p.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(
            project.SelectMany(static (p, _) => p.Functions.Select(f => (Function: f, p.Namespace))),
            static (output, source) => Add(output, source.Function.Binding, FunctionEmitter.Emit(source.Function, source.Namespace)));
        context.RegisterSourceOutput(project.Select(static (p, _) => (p.Http, p.Namespace)), static (output, source) =>
        {
            if (source.Http is { } http)
                Add(output, http.Binding, HttpEmitter.Emit(http, source.Namespace));
        });
        context.RegisterSourceOutput(project.Select(static (p, _) => (p.Calls, p.Namespace)), static (output, source) =>
        {
            if (source.Calls.Count > 0)
                Add(output, "JsonCalls", CallEmitter.Emit(source.Calls, source.Namespace));
        });
        context.RegisterSourceOutput(
            project.SelectMany(static (p, _) => p.Instances.Select(i => (Instance: i, p.Namespace))),
            static (output, source) => Add(output, source.Instance.Holder, InstanceEmitter.Emit(source.Instance, source.Namespace)));
        context.RegisterSourceOutput(
            project.SelectMany(static (p, _) => p.Types.Select(t => (Type: t, p.Namespace))),
            static (output, source) => Add(output, source.Type.Name, JsonEmitter.Emit(source.Type, source.Namespace)));
        context.RegisterSourceOutput(project.Select(static (p, _) => (p.Bound, p.WritesMain, p.Namespace, p.IsOldLanguage)), static (output, source) =>
        {
            if (source.IsOldLanguage)
                Add(output, EntryPointClass, EntryPointEmitter.EmitStub(source.WritesMain));
            else if (source.Bound.Count > 0 || source.WritesMain)
                Add(output, EntryPointClass, EntryPointEmitter.Emit(source.Bound, source.WritesMain, source.Namespace));
        });
    }

    private static IncrementalValueProvider<ImmutableArray<MethodKey>> Methods(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax, MethodKey.From)
            .Collect();

    private static EquatableArray<FilterModel> InSourceOrder(ImmutableArray<EquatableArray<FilterModel>> perFile) =>
        perFile.SelectMany(f => f).OrderBy(f => f.Location?.Path, StringComparer.Ordinal).ThenBy(f => f.Location?.Span.Start).ToEquatableArray();

    private static void AddFilters(SourceProductionContext output, EquatableArray<FilterModel> filters, bool isFunctionProject)
    {
        foreach (FilterModel filter in filters)
        {
            if (!isFunctionProject)
                output.ReportDiagnostic(DiagnosticInfo.Create(DiagnosticDescriptors.FilterOutsideFunction, filter.Location?.ToLocation(), filter.Name).ToDiagnostic());
            if (filter.Failure is { } failure)
                output.ReportDiagnostic(failure.ToDiagnostic());
        }
        if (isFunctionProject && filters.Count > 0 && filters.All(f => f.Failure is null))
            Add(output, "LambdaFilters", FilterEmitter.Emit(filters));
    }

    private static void Add(SourceProductionContext output, string name, string code) => output.AddSource(name + ".g.cs", SourceText.From(code, Encoding.UTF8));
}
