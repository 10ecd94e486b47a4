namespace Lambda.Native.Events;

/// <summary>What became of a record in a transformation.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html"/>.</remarks>
public static class FirehoseResults
{
    /// <summary>The record is delivered as it is in the answer.</summary>
    public const string Ok = "Ok";

    /// <summary>The record is left out, on purpose.</summary>
    public const string Dropped = "Dropped";

    /// <summary>The record could not be transformed; it goes to the stream's error output.</summary>
    public const string ProcessingFailed = "ProcessingFailed";
}
