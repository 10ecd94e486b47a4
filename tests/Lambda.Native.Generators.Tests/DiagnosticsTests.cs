using System.Text.RegularExpressions;
using Lambda.Native.Generators.Diagnostics;

namespace Lambda.Native.Generators.Tests;

public sealed partial class DiagnosticsTests
{
    [Fact]
    public void Every_code_has_its_section_and_every_section_its_code()
    {
        string docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics.md"));
        Assert.Equal(DiagnosticDescriptors.All.Select(d => d.Id).Order(StringComparer.Ordinal), Section().Matches(docs).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Every_code_is_a_generators_and_links_to_its_section() =>
        Assert.All(DiagnosticDescriptors.All, d =>
        {
            Assert.Matches("^LN4[0-9]{3}$", d.Id);
            Assert.EndsWith("/docs/diagnostics.md#" + d.Id.ToLowerInvariant(), d.HelpLinkUri);
        });

    [GeneratedRegex("^## (LN4[0-9]{3})$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
