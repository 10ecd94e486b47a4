using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lambda.Native.Generators.TestTypes;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>Generated readers and writers against the reflection serializer. In the long run: <c>dotnet run --project tests/hardening -c Release -- json --cases 10000000</c>.</summary>
public sealed class JsonDifferentialTests
{
    private const int Cases = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Generated_code_reads_and_writes_as_the_serializer_does(int block)
    {
        var differential = new JsonDifferential();
        var wrong = new List<string>();
        for (int i = 0; i < Cases && wrong.Count < 10; i++)
        {
            if (differential.Run((ulong)(block * Cases + i)) is { } why)
                wrong.Add(why);
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [Theory]
    [InlineData("Big")]
    [InlineData("big,small")]
    [InlineData("Big ,Small")]
    [InlineData("Big,")]
    [InlineData("Big, ")]
    [InlineData("Big,,")]
    [InlineData(",Big")]
    [InlineData("Big,,Small")]
    [InlineData(",")]
    [InlineData("1,000")]
    [InlineData("10,")]
    [InlineData("1,Small")]
    [InlineData("Small,1")]
    [InlineData("Big,Nope")]
    public void A_text_of_an_enum_is_read_as_the_serializer_does(string text)
    {
        JsonCase enumeration = JsonCase.All.Single(c => c.Name == "OfSize");
        Assert.Null(new JsonDifferential().Run(enumeration, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text)));
    }

    /// <summary>What the long run has found.</summary>
    [Theory]
    [InlineData("Numbers", """{"l":"1,000","q":null,"p":null,"g":61,"o":"\u0022","m":"18446744073709551615","c":-128,"i":1.10}""")]
    [InlineData("AwsCognitoCustomSenderEvent", """{"callerContext":{"awsSdkVersion":"a"},"request":{"type":"t","code":"c","userAttributes":null},"userName":"u","triggerSource":"","region":"r","userPoolId":"p","version":"1","response":{"\ud800":1}}""")]
    public void A_rare_document_is_read_as_the_serializer_does(string type, string json) =>
        Assert.Null(new JsonDifferential().Run(JsonCase.All.Single(c => c.Name == type), Encoding.UTF8.GetBytes(json)));

    public static TheoryData<string> Rights => [.. Enumerable.Range(-20, 60).Append(int.MinValue).Append(int.MinValue + 1).Append(int.MinValue + 11).Select(i => i.ToString(CultureInfo.InvariantCulture)),
        "\"read, go\"", "\"Read, Go\"", "\"READWRITE\"", "\"go,also\"", "\"none, all\""];

    [Theory]
    [MemberData(nameof(Rights))]
    public void Flags_are_written_by_the_names_that_the_serializer_takes(string json)
    {
        Assert.Null(new JsonDifferential().Run(JsonCase.Of("OfRights"), Encoding.UTF8.GetBytes(json)));
        Assert.Null(new JsonDifferential().Run(JsonCase.Of("OfDays"), Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void A_set_that_is_only_looked_at_is_read_although_the_serializer_does_not() => Assert.Equal(["a", "b"], Echo.Read("""{"a":["a","b","a"]}""").A!.Order());

    [Fact]
    public void Extension_data_of_any_object_is_written_as_the_serializer_does()
    {
        object?[] values = [null, "é\"", true, 1, long.MinValue, 1.5, 2.50m, Guid.Empty, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), DateTimeOffset.UnixEpoch, JsonNode.Parse("[1,null]"), JsonDocument.Parse("{}"), JsonElement.Parse("1.0")];
        var value = new ExtendedObjects { Rest = values.Select((v, i) => (v, i)).ToDictionary(e => "v" + e.i, e => e.v) };
        Assert.Equal(JsonSerializer.Serialize(value, JsonOracle.Options), Echo.Write(value));

        value.Rest["v0"] = new Version(1, 2);
        Assert.Contains("extension data has a Version", Assert.Throws<NotSupportedException>(() => Echo.Write(value)).Message);
    }

    [Theory]
    [InlineData("""{"a":[1],"b":["x"],"c":[]}""")]
    [InlineData("""{"a":[]}""")]
    [InlineData("{}")]
    public void An_ImmutableArray_that_has_not_been_made_is_written_where_the_serializer_does(string json) =>
        Assert.Null(new JsonDifferential().Run(JsonCase.Of("Immutables"), Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void An_ImmutableArray_that_has_not_been_made_is_refused_in_words()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => JsonCase.Of("Immutables").Invoke("{}"u8.ToArray(), new ArrayBufferWriter<byte>()));
        Assert.Contains("an ImmutableArray<int> is default", refusal.Message);
    }

    [Fact]
    public void The_cases_are_read_and_refused()
    {
        var differential = new JsonDifferential();
        for (ulong seed = 0; seed < 5000; seed++)
            differential.Run(seed);
        Assert.InRange(differential.Accepted, 1500, 4000);
        Assert.InRange(differential.Refused, 1000, 3500);
        Assert.InRange(differential.Unwritable, 1, 500);
    }
}
