namespace Lambda.Native;

/// <summary>The Amazon Cognito identity that called a function.</summary>
/// <param name="IdentityId">The identity's id, or null where it is not said.</param>
/// <param name="IdentityPoolId">The id of the pool that authorised it, or null where it is not said.</param>
public sealed record LambdaCognitoIdentity(string? IdentityId, string? IdentityPoolId);
