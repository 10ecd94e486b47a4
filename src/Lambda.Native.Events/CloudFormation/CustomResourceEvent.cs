using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What CloudFormation asks of a custom resource.</summary>
/// <typeparam name="TProperties">The type of the properties. CloudFormation sends every scalar in them as text: <c>"true"</c>, <c>"5"</c>.</typeparam>
/// <remarks>The function answers by an HTTP PUT to <see cref="ResponseUrl"/>, not by what it returns; without that PUT the stack waits for an hour or the
/// service timeout. <see cref="CustomResourceResponse"/> has the body. Source:
/// <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html"/>.</remarks>
public sealed class CustomResourceEvent<TProperties>
{
    /// <summary><c>Create</c>, <c>Update</c> or <c>Delete</c>.</summary>
    [JsonPropertyName("RequestType")]
    public string RequestType { get => field ?? ""; init; }

    /// <summary>What the template names as ServiceToken: the function.</summary>
    [JsonPropertyName("ServiceToken"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ServiceToken { get; init; }

    /// <summary>Where the answer is put: a presigned S3 address, valid for two hours.</summary>
    [JsonPropertyName("ResponseURL")]
    public string ResponseUrl { get => field ?? ""; init; }

    /// <summary>The stack.</summary>
    [JsonPropertyName("StackId")]
    public string StackId { get => field ?? ""; init; }

    /// <summary>The identifier of the request.</summary>
    [JsonPropertyName("RequestId")]
    public string RequestId { get => field ?? ""; init; }

    /// <summary>The name of the resource in the template.</summary>
    [JsonPropertyName("LogicalResourceId")]
    public string LogicalResourceId { get => field ?? ""; init; }

    /// <summary>What the function named the resource when it made it; none with <c>Create</c>.</summary>
    [JsonPropertyName("PhysicalResourceId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PhysicalResourceId { get; init; }

    /// <summary><c>AWS::CloudFormation::CustomResource</c> or <c>Custom::Something</c>.</summary>
    [JsonPropertyName("ResourceType")]
    public string ResourceType { get => field ?? ""; init; }

    /// <summary>The properties in the template.</summary>
    [JsonPropertyName("ResourceProperties")]
    public TProperties ResourceProperties { get; init; } = default!;

    /// <summary>The properties before, with <c>Update</c>.</summary>
    [JsonPropertyName("OldResourceProperties"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TProperties? OldResourceProperties { get; init; }
}
