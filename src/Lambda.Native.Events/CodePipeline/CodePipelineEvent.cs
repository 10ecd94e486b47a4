using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A job of a pipeline's invoke action; its end is told by the calls PutJobSuccessResult or PutJobFailureResult.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html"/>.</remarks>
public sealed class CodePipelineEvent
{
    /// <summary>The job.</summary>
    [JsonPropertyName("CodePipeline.job")]
    public CodePipelineJob Job { get => field ??= new(); init; }
}

/// <summary>A job of a pipeline.</summary>
public sealed class CodePipelineJob
{
    /// <summary>The identifier that the result's call takes.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }

    /// <summary>The account of the pipeline.</summary>
    [JsonPropertyName("accountId")]
    public string AccountId { get => field ?? ""; init; }

    /// <summary>What is to be done.</summary>
    [JsonPropertyName("data")]
    public CodePipelineJobData Data { get => field ??= new(); init; }
}

/// <summary>What a job is to do.</summary>
public sealed class CodePipelineJobData
{
    /// <summary>The action's configuration.</summary>
    [JsonPropertyName("actionConfiguration")]
    public CodePipelineActionConfiguration ActionConfiguration { get => field ??= new(); init; }

    /// <summary>What the job reads.</summary>
    [JsonPropertyName("inputArtifacts")]
    public List<CodePipelineArtifact> InputArtifacts { get => field ??= []; init; }

    /// <summary>What the job writes.</summary>
    [JsonPropertyName("outputArtifacts")]
    public List<CodePipelineArtifact> OutputArtifacts { get => field ??= []; init; }

    /// <summary>Credentials for the artifacts' bucket.</summary>
    [JsonPropertyName("artifactCredentials"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CodePipelineCredentials? ArtifactCredentials { get; init; }

    /// <summary>What the function passed to PutJobSuccessResult to be called again.</summary>
    [JsonPropertyName("continuationToken"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContinuationToken { get; init; }

    /// <summary>The key the artifacts are encrypted with.</summary>
    [JsonPropertyName("encryptionKey"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CodePipelineEncryptionKey? EncryptionKey { get; init; }
}

/// <summary>The configuration of an action.</summary>
public sealed class CodePipelineActionConfiguration
{
    /// <summary>The configuration: <c>FunctionName</c> and <c>UserParameters</c>.</summary>
    [JsonPropertyName("configuration")]
    public Dictionary<string, string> Configuration { get => field ??= new(); init; }

    /// <summary>The text the pipeline gives the function; null if there is none.</summary>
    [JsonIgnore]
    public string? UserParameters => Configuration.GetValueOrDefault("UserParameters");
}

/// <summary>An artifact of a pipeline.</summary>
public sealed class CodePipelineArtifact
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The revision.</summary>
    [JsonPropertyName("revision"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Revision { get; init; }

    /// <summary>Where it is.</summary>
    [JsonPropertyName("location")]
    public CodePipelineLocation Location { get => field ??= new(); init; }
}

/// <summary>Where an artifact is.</summary>
public sealed class CodePipelineLocation
{
    /// <summary><c>S3</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The object.</summary>
    [JsonPropertyName("s3Location"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CodePipelineS3Location? S3Location { get; init; }
}

/// <summary>The object of an artifact.</summary>
public sealed class CodePipelineS3Location
{
    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucketName")]
    public string BucketName { get => field ?? ""; init; }

    /// <summary>The key.</summary>
    [JsonPropertyName("objectKey")]
    public string ObjectKey { get => field ?? ""; init; }
}

/// <summary>Credentials for the artifacts' bucket.</summary>
public sealed class CodePipelineCredentials
{
    /// <summary>The access key.</summary>
    [JsonPropertyName("accessKeyId")]
    public string AccessKeyId { get => field ?? ""; init; }

    /// <summary>The secret key.</summary>
    [JsonPropertyName("secretAccessKey")]
    public string SecretAccessKey { get => field ?? ""; init; }

    /// <summary>The session token.</summary>
    [JsonPropertyName("sessionToken")]
    public string SessionToken { get => field ?? ""; init; }

    /// <summary>When they expire, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("expirationTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExpirationTime { get; init; }
}

/// <summary>A key that artifacts are encrypted with.</summary>
public sealed class CodePipelineEncryptionKey
{
    /// <summary>The key.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }

    /// <summary><c>KMS</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }
}
