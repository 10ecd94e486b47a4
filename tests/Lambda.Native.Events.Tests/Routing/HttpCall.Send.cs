using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Lambda.Native.Generated.Lambda_Native_Events_Tests;

namespace Lambda.Native.Events.Tests.Routing;

/// <content>Calls the routes of these tests, as the generator has bound them.</content>
internal sealed partial record HttpCall
{
    internal HttpAnswer Send(Front front) => Send(front, ToEvent(front).ToJsonString());

    internal static HttpAnswer Send(Front front, string lambdaEvent)
    {
        var answer = new ArrayBufferWriter<byte>();
        HttpFunction.Invoke(Encoding.UTF8.GetBytes(lambdaEvent), answer, LambdaContext.Create("request-1"));
        return new HttpAnswer(front, JsonNode.Parse(answer.WrittenSpan)!.AsObject());
    }
}
