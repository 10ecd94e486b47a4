using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

string results = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Results").Value!;
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args, DefaultConfig.Instance.WithArtifactsPath(results));
