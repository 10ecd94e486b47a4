namespace Lambda.Native;

/// <summary>The levels of AWS's <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html">log controls</see>, least first.</summary>
public enum LambdaLogLevel
{
    /// <summary>Every step.</summary>
    Trace,

    /// <summary>What helps to find a fault.</summary>
    Debug,

    /// <summary>What is worth knowing; written unless <c>AWS_LAMBDA_LOG_LEVEL</c> says otherwise.</summary>
    Info,

    /// <summary>What is not as it should be but does no harm yet.</summary>
    Warn,

    /// <summary>What failed.</summary>
    Error,

    /// <summary>What ends the process.</summary>
    Fatal,
}
