using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

public sealed class SimulationOptionsTests
{
    [Fact]
    public void Validate_Defaults_Passes() =>
        Should.NotThrow(() => new SimulationOptions().Validate());

    [Fact]
    public void Validate_SeveralFaults_NamesEachWithItsValue()
    {
        var options = new SimulationOptions
        {
            Customers = 0,
            RateShape = double.NaN,
            SpendShape = 1,
            MonthFactors = [1, 2],
            TruthCutoff = new DateOnly(2025, 1, 2),
        };

        var message = Should.Throw<ArgumentException>(options.Validate).Message;

        message.ShouldContain("Customers is 0; allowed is 1 to 10000000");
        message.ShouldContain("RateShape is NaN");
        message.ShouldContain("SpendShape is 1;");
        message.ShouldContain("MonthFactors must have 12");
        message.ShouldContain("TruthCutoff is 2025-01-02");
    }

    [Fact]
    public void Validate_EndNotAfterStart_Throws()
    {
        var options = new SimulationOptions { End = new DateOnly(2023, 1, 1) };

        Should
            .Throw<ArgumentException>(options.Validate)
            .Message.ShouldContain("End - Start in days is 0");
    }

    [Fact]
    public void Validate_MonthFactorOutOfRange_Throws()
    {
        var options = new SimulationOptions { MonthFactors = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0] };

        Should
            .Throw<ArgumentException>(options.Validate)
            .Message.ShouldContain("MonthFactors is 0");
    }
}
