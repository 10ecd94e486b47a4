namespace Lambda.Native.Events;

/// <summary>Makes the answers to a custom resource's request.</summary>
public static class CustomResourceExtensions
{
    /// <summary>It is done.</summary>
    /// <param name="request">The request.</param>
    /// <param name="physicalResourceId">What the resource is named. Where nothing is said it is the name it has, or the identifier of the request that makes it.</param>
    /// <param name="data">What the template gets by <c>Fn::GetAtt</c>.</param>
    public static CustomResourceResponse Succeed<TProperties>(
        this CustomResourceEvent<TProperties> request, string? physicalResourceId = null, Dictionary<string, string>? data = null) =>
        Answer(request, "SUCCESS", physicalResourceId, data);

    /// <summary>It cannot be done. After a failed <c>Create</c> CloudFormation sends <c>Delete</c> for the name that is answered here.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reason">Why: shown in the stack's events, to whoever may see them.</param>
    /// <param name="physicalResourceId">What the resource is named. Where nothing is said it is the name it has, or the identifier of the request that was to make it.</param>
    public static CustomResourceResponse Fail<TProperties>(this CustomResourceEvent<TProperties> request, string reason, string? physicalResourceId = null)
    {
        CustomResourceResponse answer = Answer(request, "FAILED", physicalResourceId, data: null);
        answer.Reason = string.IsNullOrEmpty(reason) ? "No reason given." : reason;
        return answer;
    }

    private static CustomResourceResponse Answer<TProperties>(
        CustomResourceEvent<TProperties> request, string status, string? physicalResourceId, Dictionary<string, string>? data) => new()
    {
        Status = status,
        PhysicalResourceId = physicalResourceId ?? request.PhysicalResourceId ?? request.RequestId,
        StackId = request.StackId,
        RequestId = request.RequestId,
        LogicalResourceId = request.LogicalResourceId,
        Data = data,
    };
}
