using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lambda.Native.Tasks.Tests;

public sealed partial class DiagnosticsTests
{
    private static Dictionary<string, string> Texts { get; } = DiagnosticLog.Texts
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [Fact]
    public void Every_code_has_its_section_and_every_section_its_code()
    {
        string docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics.md"));
        Assert.Equal(Texts.Keys.Order(), Section().Matches(docs).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Every_text_is_one_line()
    {
        Assert.All(Texts, text => Assert.DoesNotContain('\n', text.Value));
        Assert.All(Texts.Keys, code => Assert.Matches("^LN[1235][0-9]{3}$", code));
    }

    [Theory]
    [InlineData("Error", 1, 0, 0)]
    [InlineData("Warning", 0, 1, 0)]
    [InlineData("Message", 0, 0, 1)]
    public void Are_logged_with_code_and_link(string severity, int errors, int warnings, int messages)
    {
        var engine = new RecordingEngine();
        var task = new LogDiagnostic { BuildEngine = engine, Code = "LN1002", Severity = severity, Arguments = ["sparc"] };
        Assert.Equal(errors == 0, task.Execute());
        Assert.Equal((errors, warnings, messages), (engine.Errors.Count, engine.Warnings.Count, engine.Messages.Count));
        Assert.All(engine.Errors, e => Assert.Equal(("LN1002", DiagnosticLog.HelpLink("LN1002")), (e.Code, e.HelpLink)));
        Assert.Contains("sparc", engine.Errors.FirstOrDefault()?.Message ?? engine.Warnings.FirstOrDefault()?.Message ?? engine.Messages[0]);
    }

    // LN4xxx are the generator's, and its tests'.
    [GeneratedRegex("^## (LN[1235][0-9]{3})$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
