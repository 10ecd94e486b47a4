namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The tests that look at one and the same real publish, which takes the better part of a minute.</summary>
[CollectionDefinition(nameof(RealPublish))]
public sealed class RealPublishCollection : ICollectionFixture<RealPublish>;
