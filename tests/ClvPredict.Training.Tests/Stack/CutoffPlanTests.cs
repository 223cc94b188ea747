namespace ClvPredict.Training.Stack.Tests;

public class CutoffPlanTests
{
    private static readonly DateOnly s_first = new(2023, 1, 1);

    [Theory]
    [InlineData(273, 273)]
    [InlineData(730, 180)]
    [InlineData(730, 90)]
    [InlineData(3000, 365)]
    public void Make_LongHistory_KeepsTrainingLabelsBeforeTheValidationWindow(
        int history,
        int horizon
    )
    {
        var asOf = s_first.AddDays(history);

        var plan = CutoffPlan.Make(s_first, asOf, horizon).ShouldNotBeNull();

        plan.Validation.AddDays(plan.WindowDays).ShouldBe(asOf);
        plan.WindowDays.ShouldBeLessThanOrEqualTo(horizon);
        plan.Training.ShouldAllBe(c =>
            c.AddDays(plan.WindowDays) <= plan.Validation && c > s_first.AddDays(55)
        );
        plan.Training.Length.ShouldBeInRange(1, 5);
        plan.Training.ShouldBe(plan.Training.OrderDescending());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(69)]
    public void Make_ShortHistory_GivesNoPlan(int history)
    {
        CutoffPlan.Make(s_first, s_first.AddDays(history), 180).ShouldBeNull();
    }
}
