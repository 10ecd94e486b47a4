using System.Globalization;
using Lambda.Native.Emulator;

int port = 9001;
if (args is ["--port", var text] ? !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue : args.Length > 0)
{
    Console.Error.WriteLine("usage: Lambda.Native.Emulator [--port PORT]");
    return 2;
}

LambdaEmulator emulator;
try
{
    emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Port = port });
}
catch (IOException failure)
{
    Console.Error.WriteLine($"The emulator cannot listen on port {port}: {failure.Message}");
    return 1;
}
await using (emulator)
{
    Console.WriteLine($"Runtime API: start the function with AWS_LAMBDA_RUNTIME_API={emulator.RuntimeApi}");
    Console.WriteLine($"Invoke:      curl -d @event.json {emulator.InvokeUrl}");
    await emulator.WaitForShutdownAsync();
}
return 0;
