using ClvPredict.TestKit;

namespace ClvPredict.Features.Tests;

public class FeatureCatalogTests
{
    [Fact]
    public void All_EveryFeature_HasUniqueNameUnitAndDefinition()
    {
        FeatureCatalog.All.Length.ShouldBeGreaterThanOrEqualTo(60);
        FeatureCatalog
            .All.Select(f => f.Name)
            .Distinct()
            .Count()
            .ShouldBe(FeatureCatalog.All.Length);
        FeatureCatalog.All.ShouldAllBe(f =>
            f.Unit.Length > 0 && f.Group.Length > 0 && f.Definition.EndsWith('.')
        );
    }

    [Fact]
    public void All_EveryFeature_StandsAtItsId()
    {
        var ids = Enum.GetNames<FeatureId>().Select(Fold);

        FeatureCatalog.All.Select(f => Fold(f.Name)).ShouldBe(ids);

        static string Fold(string name) =>
            name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    [Fact]
    public void ToMarkdown_CurrentCatalog_IsTheTableOfTheDocs()
    {
        // The page is made by: clv features --describe
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs", "features.md"));

        page.ShouldContain(FeatureCatalog.ToMarkdown());
    }
}
