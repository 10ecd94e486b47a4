using System.Text;
using Lambda.Native.Emulator;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The events come with the SDK, for real: compiled and linked as far as they are used.</summary>
public sealed class EventsPackageTests
{
    [Fact]
    public void A_function_that_uses_none_is_not_a_byte_larger_for_them()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        long Publish(string items)
        {
            workspace.WriteFunction(items: items);
            workspace.Dotnet("Hello", "publish");
            return new FileInfo(workspace["Hello/bin/Release/net9.0/linux-x64/publish/bootstrap"]).Length;
        }
        long without = Publish("<ItemGroup><PackageReference Remove=\"Lambda.Native.Events\" /></ItemGroup>");
        Assert.Equal(without, Publish(""));
    }

    [Fact]
    public async Task A_batch_is_read_and_answered_by_generated_code()
    {
        using var function = new RealFunction("""
            using Lambda.Native;
            using Lambda.Native.Events;

            public static class Orders
            {
                [LambdaFunction]
                public static SqsBatchResponse Store(SqsEvent batch) => new()
                {
                    BatchItemFailures = [.. batch.Records.Where(r => r.Body != "Hello from SQS!").Select(r => new BatchItemFailure { ItemIdentifier = r.MessageId })],
                };
            }
            """);
        Assert.Empty(function.Result.WarningCodes);
        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(60) });
        function.Start(emulator.RuntimeApi);
        using var http = new HttpClient();
        string batch = """{"Records":[{"messageId":"one","receiptHandle":"h","body":"Hello from SQS!"},{"messageId":"two","receiptHandle":"h","body":"broken"}]}""";
        using HttpResponseMessage answer = await http.PostAsync(emulator.InvokeUrl, new StringContent(batch, Encoding.UTF8));
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"two"}]}""", await answer.Content.ReadAsStringAsync());
    }
}
