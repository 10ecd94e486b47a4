using System.Diagnostics;
using System.Text;
using Lambda.Native.Emulator;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The smallest function Lambda has, 128 MB, and the largest events.</summary>
public sealed class RealMemoryTests
{
    private const int Limit = 128 << 20;
    private const int Events = 1000;

    private const string Code = """
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using Lambda.Native;

        byte[][] live = new byte[60][];
        for (int i = 0; i < live.Length; i++)
            Array.Fill(live[i] = new byte[1 << 20], (byte)i);
        LambdaRuntime.Run(Json.Default.Payload, Json.Default.Payload, (e, _) => live.Length == 60 ? e : throw new InvalidOperationException());

        internal sealed record Payload(string Data);

        [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
        [JsonSerializable(typeof(Payload))]
        internal sealed partial class Json : JsonSerializerContext;
        """;

    [Fact]
    public async Task Large_events_and_60_MB_of_live_data_fit_into_128_MB()
    {
        using var function = new RealFunction(Code);
        await EchoAsync(function, null, Events);
    }

    [Fact]
    public async Task So_they_do_where_the_kernel_enforces_it()
    {
        if (MakeControlGroup() is not { } cgroup)
            return;
        using (var function = new RealFunction(Code))
            await EchoAsync(function, cgroup, Events / 4);
        Directory.Delete(cgroup);
    }

    private static async Task EchoAsync(RealFunction function, string? cgroup, int events)
    {
        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(60) });
        Process process = function.Start(emulator.RuntimeApi, cgroup, ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
        using var http = new HttpClient();
        byte[] lambdaEvent = Encoding.ASCII.GetBytes("{\"data\":\"" + new string('x', 5_000_000) + "\"}");
        for (int i = 0; i < events; i++)
        {
            using HttpResponseMessage answer = await http.PostAsync(emulator.InvokeUrl, new ByteArrayContent(lambdaEvent));
            Assert.False(answer.Headers.Contains("X-Amz-Function-Error"), await answer.Content.ReadAsStringAsync());
            byte[] echoed = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(lambdaEvent.AsSpan().SequenceEqual(echoed));
        }
        Assert.InRange(RealFunction.Peak(process), 60 << 20, Limit);
    }

    /// <summary>Null where this user may not make one: the limit is then only the one that is told to the function.</summary>
    private static string? MakeControlGroup()
    {
        bool unified = File.Exists("/sys/fs/cgroup/cgroup.controllers");
        string group = (unified ? "/sys/fs/cgroup/" : "/sys/fs/cgroup/memory/") + $"lambda-native-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(group);
            File.WriteAllText(Path.Combine(group, unified ? "memory.max" : "memory.limit_in_bytes"), $"{Limit}");
            return group;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(group))
                Directory.Delete(group);
            return null;
        }
    }
}
