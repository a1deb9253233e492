from cms.blocks.families import CourseRequirements, LessonBlocks, ModuleRequirements, PageBlocks

__all__ = ["CourseRequirements", "LessonBlocks", "ModuleRequirements", "PageBlocks"]
