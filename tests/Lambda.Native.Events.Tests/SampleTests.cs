using System.Text.Json;

namespace Lambda.Native.Events.Tests;

/// <summary>What AWS documents goes in and comes out again.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names => [.. Sample.Types.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_read_and_written_without_loss(string name)
    {
        string sample = Sample.Read(name);
        object value = JsonSerializer.Deserialize(sample, Sample.Types[name], Json.Web)!;
        string written = JsonSerializer.Serialize(value, Sample.Types[name], Json.Web);
        using JsonDocument expected = JsonDocument.Parse(sample), actual = JsonDocument.Parse(written);
        Assert.Null(Json.Difference(expected.RootElement, actual.RootElement));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_code_without_options_says_the_same(string name)
    {
        string sample = Sample.Read(name);
        object value = JsonSerializer.Deserialize(sample, Sample.Types[name], SampleContext.Default)!;
        using JsonDocument expected = JsonDocument.Parse(sample), actual = JsonDocument.Parse(JsonSerializer.Serialize(value, Sample.Types[name], SampleContext.Default));
        Assert.Null(Json.Difference(expected.RootElement, actual.RootElement));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_that_are_new_are_passed_over(string name)
    {
        string sample = "{\"somethingNew\": [{\"a\": 1}]," + Sample.Read(name).TrimStart()[1..];
        Assert.NotNull(JsonSerializer.Deserialize(sample, Sample.Types[name], Json.Web));
    }

    [Fact]
    public void Every_file_has_a_type_and_a_page()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Sample.Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!);
        Assert.Equal(files.Order(StringComparer.Ordinal), Sample.Types.Keys);
        string[] rows = File.ReadAllLines(Path.Combine(Sample.Folder, "README.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Sample.Types.Keys, rows.Select(r => r.Split('`')[1]).Select(f => Path.GetFileNameWithoutExtension(f)!));
        Assert.All(rows, row => Assert.StartsWith(" https://docs.aws.amazon.com/", row.Split('|')[2]));
    }
}
