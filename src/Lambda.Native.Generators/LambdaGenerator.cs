using System.Collections.Immutable;
using System.Text;
using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Filters;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lambda.Native.Generators;

/// <summary>Writes what binds a project's functions to the runtime.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LambdaGenerator : IIncrementalGenerator
{
    /// <summary>Names of the pipeline's steps, for tests of what runs again after an edit.</summary>
    internal const string FiltersStep = "Filters";

    /// <summary>Set by the SDK where a function is built, and nowhere else.</summary>
    private const string FunctionProjectProperty = "build_property._LambdaIsFunctionProject";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> isFunctionProject = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(FunctionProjectProperty, out string? value) && value == "true");

        IncrementalValueProvider<EquatableArray<FilterModel>> filters = context.SyntaxProvider
            .ForAttributeWithMetadataName(FilterReader.AttributeName, static (node, _) => node is CompilationUnitSyntax, FilterReader.Read)
            .Collect()
            .Select(static (perFile, _) => InSourceOrder(perFile))
            .WithTrackingName(FiltersStep);
        context.RegisterSourceOutput(filters.Combine(isFunctionProject), static (output, source) => AddFilters(output, source.Left, source.Right));
    }

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
            output.AddSource("LambdaFilters.g.cs", SourceText.From(FilterEmitter.Emit(filters), Encoding.UTF8));
    }
}
