using System.Text;
using Lambda.Native.Tests;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The template's package in an emulator that knows nothing of this repository.</summary>
[Collection(nameof(RealPublish))]
public sealed class VercelFunTests(RealPublish publish)
{
    [FactWithVercelFun]
    public void Answers_where_it_is_stopped_between_events_and_every_deadline_is_in_1970()
    {
        string[] answers = VercelFun.Invoke(publish.Package, Encoding.UTF8.GetString(publish.Event));
        Assert.Equal(Enumerable.Repeat("{\"message\":\"Hello, World\"}", 3), answers);
    }
}
