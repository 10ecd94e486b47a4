using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

public sealed class RemoveLastModifiedTests
{
    private const string Time = """{"Name":"Last-Modified","Value":"Fri, 20 Nov 2026 17:45:09 GMT"}""";
    private const string Tag = """{"Name":"ETag","Value":"\"cnA1,]+8=\""}""";
    private const string Vary = """{"Name":"Vary","Value":"Accept-Encoding"}""";

    [Theory]
    [InlineData($"[{Tag},{Time},{Vary}]", $"[{Tag},{Vary}]")]
    [InlineData($"[{Tag},{Time}]", $"[{Tag}]")]
    [InlineData($"[{Time}]", "[]")]
    [InlineData($"[{Tag}]", $"[{Tag}]")]
    [InlineData("", "")]
    public void Only_the_time_goes(string headers, string expected)
    {
        var endpoint = new TaskItem("site.css", new Dictionary<string, string> { ["ResponseHeaders"] = headers, ["AssetFile"] = "/a;b/site%3B.css" });
        var task = new RemoveLastModified { BuildEngine = new RecordingEngine(), Endpoints = [endpoint] };
        Assert.True(task.Execute());
        var timeless = Assert.Single(task.TimelessEndpoints);
        Assert.Equal(("site.css", expected, endpoint.GetMetadata("AssetFile")), (timeless.ItemSpec, timeless.GetMetadata("ResponseHeaders"), timeless.GetMetadata("AssetFile")));
    }
}
