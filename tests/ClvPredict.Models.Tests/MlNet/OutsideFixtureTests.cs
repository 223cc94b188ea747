using ClvPredict.TestKit;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>Models written by ML.NET 5.0 with its answers for 2,000 rows. Oracle: ML.NET.</summary>
public class OutsideFixtureTests
{
    [OutsideDataFact(
        "mlnet/fixtures/a_regression.zip",
        "mlnet/fixtures/a_regression.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_Regression_EqualsMlNet() =>
        ModelFixture.OfOutside("a_regression").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/a_regression.zip", "mlnet/fixtures/data.csv")]
    public void Write_Regression_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("a_regression").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/b_binary.zip",
        "mlnet/fixtures/b_binary.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_CalibratedBinary_EqualsMlNet() =>
        ModelFixture.OfOutside("b_binary").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/b_binary.zip", "mlnet/fixtures/data.csv")]
    public void Write_CalibratedBinary_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("b_binary").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/c_tweedie.zip",
        "mlnet/fixtures/c_tweedie.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_Tweedie_EqualsMlNet() =>
        ModelFixture.OfOutside("c_tweedie").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/c_tweedie.zip", "mlnet/fixtures/data.csv")]
    public void Write_Tweedie_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("c_tweedie").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/d_forest.zip",
        "mlnet/fixtures/d_forest.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_ForestRegression_EqualsMlNet() =>
        ModelFixture.OfOutside("d_forest").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/d_forest.zip", "mlnet/fixtures/data.csv")]
    public void Write_ForestRegression_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("d_forest").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/e_chain.zip",
        "mlnet/fixtures/e_chain.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_ChainOfTwoModels_EqualsMlNet() =>
        ModelFixture.OfOutside("e_chain").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/e_chain.zip", "mlnet/fixtures/data.csv")]
    public void Write_ChainOfTwoModels_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("e_chain").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/f_normalized.zip",
        "mlnet/fixtures/f_normalized.pred.csv",
        "mlnet/fixtures/data_nan.csv"
    )]
    public void Apply_ReplacedAndNormalized_EqualsMlNet() =>
        ModelFixture.OfOutside("f_normalized", "data_nan.csv").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/f_normalized.zip", "mlnet/fixtures/data_nan.csv")]
    public void Write_ReplacedAndNormalized_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("f_normalized", "data_nan.csv").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/g_missing.zip",
        "mlnet/fixtures/g_missing.pred.csv",
        "mlnet/fixtures/data_nan.csv"
    )]
    public void Apply_MissingValues_EqualsMlNet() =>
        ModelFixture.OfOutside("g_missing", "data_nan.csv").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/g_missing.zip", "mlnet/fixtures/data_nan.csv")]
    public void Write_MissingValues_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("g_missing", "data_nan.csv").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/h_categorical.zip",
        "mlnet/fixtures/h_categorical.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_OneHotEncoded_EqualsMlNet() =>
        ModelFixture.OfOutside("h_categorical").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/h_categorical.zip", "mlnet/fixtures/data.csv")]
    public void Write_OneHotEncoded_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("h_categorical").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/j_noschema.zip",
        "mlnet/fixtures/j_noschema.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_WithoutSchema_EqualsMlNet() =>
        ModelFixture.OfOutside("j_noschema").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/j_noschema.zip", "mlnet/fixtures/data.csv")]
    public void Write_WithoutSchema_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("j_noschema").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/t_tiny_binary.zip",
        "mlnet/fixtures/t_tiny_binary.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_TinyBinary_EqualsMlNet() =>
        ModelFixture.OfOutside("t_tiny_binary").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/t_tiny_binary.zip", "mlnet/fixtures/data.csv")]
    public void Write_TinyBinary_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("t_tiny_binary").ShouldWriteTheSameEntries();

    [OutsideDataFact(
        "mlnet/fixtures/t_tiny_regression.zip",
        "mlnet/fixtures/t_tiny_regression.pred.csv",
        "mlnet/fixtures/data.csv"
    )]
    public void Apply_TinyRegression_EqualsMlNet() =>
        ModelFixture.OfOutside("t_tiny_regression").ShouldReproduceAnswers();

    [OutsideDataFact("mlnet/fixtures/t_tiny_regression.zip", "mlnet/fixtures/data.csv")]
    public void Write_TinyRegression_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("t_tiny_regression").ShouldWriteTheSameEntries();

    [OutsideDataFact("mlnet/fixtures/m_bare_transformer.zip", "mlnet/fixtures/data.csv")]
    public void Write_BareTransformer_EntriesHaveTheSameBytes() =>
        ModelFixture.OfOutside("m_bare_transformer").ShouldWriteTheSameEntries();

    [OutsideDataFact("mlnet/fixtures/m_bare_transformer.zip", "mlnet/fixtures/data.csv")]
    public void Inputs_BareTransformer_IsTheFeatureVector()
    {
        var model = ModelFixture.OfOutside("m_bare_transformer").Model;

        model.Inputs.ShouldBe([new("Features", ClvPredict.Models.MlNet.ColumnKind.Vector, 8)]);
    }

    [OutsideDataFact("mlnet/fixtures/m_bare_transformer.zip", "mlnet/fixtures/data.csv")]
    public void SlotNamesOf_BareTransformer_AreTheColumnsOfTheRows()
    {
        var fixture = ModelFixture.OfOutside("m_bare_transformer");

        fixture.Model.SlotNamesOf("Features").ShouldBe(fixture.Data.Keys.Take(8));
    }
}
