using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Filters;

/// <summary>
/// Writes what registers the filters. It runs before <c>Main</c>, whoever wrote that; the filters themselves are made with the initialisation, so that a constructor that
/// throws is told to the platform.
/// </summary>
internal static class FilterEmitter
{
    internal static string Emit(IEnumerable<FilterModel> filters)
    {
        var code = new CodeWriter();
        code.OpenNamespace("Lambda.Native.Generated");
        code.Open("file static class LambdaFilters");
        code.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        code.Line("internal static void Register() => LambdaRuntime.OnInit(AddAsync);");
        code.Line();
        code.Open("private static Task AddAsync()");
        foreach (FilterModel filter in filters)
            code.Line($"LambdaRuntime.AddFilter(new {filter.Type}());");
        code.Line("return Task.CompletedTask;");
        code.Close();
        code.Close();
        code.Close();
        return code.ToString();
    }
}
