using System.Globalization;
using Lambda.Native.Hardening;

// Long runs of what the tests run in short. The tool's own lines go to standard error; standard output is the runtime's log, which nobody reads here.
return args switch
{
    ["fuzz", "--cases", var cases] => FuzzRun.Run(Number(cases), 0),
    ["fuzz", "--cases", var cases, "--seed", var seed] => FuzzRun.Run(Number(cases), Number(seed)),
    ["soak", "--invocations", var invocations] => SoakRun.Run(Number(invocations), 0),
    ["soak", "--invocations", var invocations, "--seed", var seed] => SoakRun.Run(Number(invocations), Number(seed)),
    ["json", "--cases", var cases] => JsonRun.Run(Number(cases), 0),
    ["json", "--cases", var cases, "--seed", var seed] => JsonRun.Run(Number(cases), Number(seed)),
    _ => Usage(),
};

static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("usage: fuzz --cases N [--seed S] | json --cases N [--seed S] | soak --invocations N [--seed S]");
    return 2;
}
