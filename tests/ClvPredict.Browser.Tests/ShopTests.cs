namespace ClvPredict.Browser.Tests;

/// <summary>Tests that share <see cref="ShopFixture"/>; they run one after the other.</summary>
[CollectionDefinition(ShopFixture.Name)]
public sealed class ShopTests : ICollectionFixture<ShopFixture>;
