namespace ClvPredict.Models.Tests.MlNet;

/// <summary>Models written by ML.NET 5.0 with its answers for 200 rows. Oracle: ML.NET.</summary>
public class RepositoryFixtureTests
{
    [Theory]
    [InlineData("t_tiny_regression")]
    [InlineData("t_tiny_binary")]
    [InlineData("e_chain")]
    public void Apply_FixtureRows_EqualsMlNet(string name) =>
        ModelFixture.OfRepository(name).ShouldReproduceAnswers();

    [Theory]
    [InlineData("t_tiny_regression")]
    [InlineData("t_tiny_binary")]
    [InlineData("e_chain")]
    public void Write_FixtureRead_EntriesHaveTheSameBytes(string name) =>
        ModelFixture.OfRepository(name).ShouldWriteTheSameEntries();

    [Fact]
    public void OutputColumns_ChainOfTwoModels_InOrderOfAppearance() =>
        ModelFixture
            .OfRepository("e_chain")
            .Model.OutputColumns.ShouldBe([
                "Score",
                "Probability",
                "PredictedLabel",
                "ChurnProbability",
                "ExpectedValue",
            ]);

    [Fact]
    public void InputColumns_TinyModel_AreThoseConcatenated() =>
        ModelFixture
            .OfRepository("t_tiny_regression")
            .Model.InputColumns.ShouldBe(["Recency", "Frequency", "Monetary"]);
}
