namespace Lambda.Native.Events;

/// <summary>The response of a trigger that has none: an empty object.</summary>
public sealed class CognitoEmptyResponse;
