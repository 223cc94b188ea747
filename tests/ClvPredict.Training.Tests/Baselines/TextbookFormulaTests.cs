namespace ClvPredict.Training.Baselines.Tests;

public class TextbookFormulaTests
{
    [Theory]
    [InlineData(200, 4, 3, 2400)] // shoes at 200 four times a year for three years
    [InlineData(50, 4, 3, 600)]
    public void Clv_WorkedExamplesOfTheTextbooks_GivesTheirAnswers(
        double value,
        double perYear,
        double years,
        double clv
    )
    {
        TextbookFormula.Clv(value, perYear, years).ShouldBe(clv);
    }

    [Fact]
    public void OfCustomer_OneOrderAYearOfTen_IsTenForAYear()
    {
        TextbookFormula.OfCustomer(30, 3, 1096, 365).ShouldBe(10, 0.01); // 3 orders in 3.0 years, the year of 365.25 days
    }

    [Fact]
    public void OfCustomer_NoPurchase_IsZero()
    {
        TextbookFormula.OfCustomer(0, 0, 10, 180).ShouldBe(0);
    }
}
