using System.Text;
using Lambda.Native.Events.Tests;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>What AWS documents, read and written by generated code.</summary>
public sealed class EventSampleTests
{
    public static TheoryData<string> Names => [.. Sample.Types.Where(s => s.Value.GenericTypeArguments is not [{ Name: nameof(Sample.InstanceState) }]).Select(s => s.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_read_and_written_as_the_serializer_does(string name)
    {
        var differential = new JsonDifferential();
        JsonCase tested = JsonCase.All.Single(c => c.Type == Sample.Types[name]);
        Assert.Null(differential.Run(tested, Encoding.UTF8.GetBytes(Sample.Read(name))));
        Assert.Equal(1, differential.Accepted);
    }
}
