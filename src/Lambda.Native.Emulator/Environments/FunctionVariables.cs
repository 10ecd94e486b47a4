using System.Collections;
using System.Globalization;

namespace Lambda.Native.Emulator;

/// <summary>The environment variables of the function's process, as https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html has them.</summary>
internal static class FunctionVariables
{
    private static readonly string[] s_ofRuntime =
    [
        "AWS_EXECUTION_ENV", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_XRAY_CONTEXT_MISSING", "AWS_XRAY_DAEMON_ADDRESS", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
        "_AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_PORT", "_HANDLER",
    ];

    internal static Dictionary<string, string> Create(EmulatorOptions options, FunctionCommand command, string runtimeApi)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (command.InheritEnvironment)
        {
            foreach (DictionaryEntry item in Environment.GetEnvironmentVariables())
                variables[(string)item.Key] = (string?)item.Value ?? "";
        }
        else
        {
            variables["PATH"] = "/usr/local/bin:/usr/bin/:/bin";
            variables["LD_LIBRARY_PATH"] = $"/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:{command.TaskRoot}:{Path.Combine(command.TaskRoot, "lib")}";
            variables["LANG"] = "en_US.UTF-8";
            variables["TZ"] = ":UTC";
            // Credentials that sign nothing: an AWS client can be made, a call to AWS fails.
            variables["AWS_ACCESS_KEY_ID"] = "emulator";
            variables["AWS_SECRET_ACCESS_KEY"] = "emulator";
            variables["AWS_SESSION_TOKEN"] = "emulator";
        }
        if (!command.InheritEnvironment || options.LayerFolder is not null)
        {
            Append(variables, "PATH", Path.Combine(options.LayerFolder ?? "/opt", "bin"));
            Append(variables, "LD_LIBRARY_PATH", Path.Combine(options.LayerFolder ?? "/opt", "lib"));
        }
        // On Lambda it is not set for such a runtime; what it is here would be somebody else's trace.
        variables.Remove("_X_AMZN_TRACE_ID");
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        variables["_HANDLER"] = options.Handler;
        variables["LAMBDA_TASK_ROOT"] = command.TaskRoot;
        variables["LAMBDA_RUNTIME_DIR"] = "/var/runtime";
        variables["AWS_EXECUTION_ENV"] = "AWS_Lambda_provided.al2023";
        variables["AWS_LAMBDA_FUNCTION_NAME"] = options.FunctionName;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = options.MemorySize.ToString(CultureInfo.InvariantCulture);
        // What is in a snapshot cannot name the log of one environment.
        if (!options.SnapStart)
        {
            variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{options.FunctionName}";
            variables["AWS_LAMBDA_LOG_STREAM_NAME"] = $"{DateTime.UtcNow.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)}/[$LATEST]{Guid.NewGuid():N}";
        }
        variables["AWS_LAMBDA_LOG_FORMAT"] = options.LogFormat == LogFormat.Json ? "JSON" : "Text";
        if (options.LogLevel is { } level)
            variables["AWS_LAMBDA_LOG_LEVEL"] = level;
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = options.InitializationType;
        if (options.EventsPerProcess > 1)
            variables["AWS_LAMBDA_MAX_CONCURRENCY"] = options.EventsPerProcess.ToString(CultureInfo.InvariantCulture);
        if (!command.InheritEnvironment || !variables.ContainsKey("AWS_REGION"))
            variables["AWS_REGION"] = options.Region;
        variables.TryAdd("AWS_DEFAULT_REGION", variables["AWS_REGION"]);
        foreach ((string name, string value) in options.Environment)
            variables[name] = value;
        return variables;
    }

    /// <summary>What of it an external extension has, as https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html#runtimes-extensions-registration-api-e says.</summary>
    internal static Dictionary<string, string> ForExtension(Dictionary<string, string> variables)
    {
        var own = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        foreach (string name in s_ofRuntime)
            own.Remove(name);
        return own;
    }

    private static void Append(Dictionary<string, string> variables, string name, string folder) =>
        variables[name] = variables.TryGetValue(name, out string? folders) && folders.Length > 0 ? $"{folders}{Path.PathSeparator}{folder}" : folder;
}
