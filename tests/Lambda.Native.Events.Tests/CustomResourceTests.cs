using System.Text.Json;

namespace Lambda.Native.Events.Tests;

public sealed class CustomResourceTests
{
    private static readonly CustomResourceEvent<Dictionary<string, string>> s_create = Sample.Read<CustomResourceEvent<Dictionary<string, string>>>("cloudformation-create");

    [Fact]
    public void A_success_repeats_what_CloudFormation_must_hear_again()
    {
        CustomResourceResponse answer = s_create.Succeed("table-1", new() { ["Arn"] = "arn:ü" });
        using JsonDocument body = JsonDocument.Parse(answer.ToUtf8());
        using JsonDocument expected = JsonDocument.Parse(JsonSerializer.Serialize(answer, Json.Web));
        Assert.Null(Json.Difference(expected.RootElement, body.RootElement));
        Assert.Equal(("SUCCESS", "table-1", "primerinvoke"), (answer.Status, answer.PhysicalResourceId, answer.LogicalResourceId));
        Assert.Equal((s_create.StackId, s_create.RequestId), (answer.StackId, answer.RequestId));
    }

    [Fact]
    public void The_body_is_what_a_serializer_writes()
    {
        CustomResourceResponse sample = Sample.Read<CustomResourceResponse>("cloudformation-response");
        using JsonDocument body = JsonDocument.Parse(sample.ToUtf8());
        using JsonDocument expected = JsonDocument.Parse(Sample.Read("cloudformation-response"));
        Assert.Null(Json.Difference(expected.RootElement, body.RootElement));
    }

    [Fact]
    public void A_resource_keeps_its_name_and_gets_one_where_none_is_said()
    {
        Assert.Equal(s_create.RequestId, s_create.Succeed().PhysicalResourceId);
        Assert.Equal("custom resource provider-defined physical id", Sample.Read<CustomResourceEvent<JsonElement>>("cloudformation-update").Fail("no").PhysicalResourceId);
        Assert.NotEqual("", s_create.Fail("").Reason);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ü")]
    [InlineData("\"")]
    [InlineData("😀")]
    [InlineData("\u0001")]
    public void A_reason_that_is_too_long_is_cut_so_that_the_failure_can_be_told(string part)
    {
        byte[] body = s_create.Fail(string.Concat(Enumerable.Repeat(part, 10_000))).ToUtf8();
        Assert.InRange(body.Length, 1, CustomResourceResponse.MaximumSize);
        using JsonDocument document = JsonDocument.Parse(body);
        Assert.Equal("FAILED", document.RootElement.GetProperty("Status").GetString());
    }

    [Fact]
    public void Data_that_is_too_large_is_an_error()
    {
        CustomResourceResponse answer = s_create.Succeed(data: new() { ["Big"] = new string('x', 5000) });
        Assert.Contains("4096", Assert.Throws<InvalidOperationException>(answer.ToUtf8).Message);
    }
}
