"""Serves the demo and says where everything is, on the screen and in `var/demo.json`."""

import json

from django.conf import settings

from core.management.commands.serve import Command as ServeCommand
from demo.guide import guide


class Command(ServeCommand):
    help = "Serves the demo programme; says where everything is."

    def announce(self, port: int) -> None:
        about = guide()
        path = settings.VAR_DIR / "demo.json"
        path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(f"\nTeilhabe: {about['base_url']}  (also http://localhost:{port})\n")
        for role, account in about["accounts"].items():
            self.stdout.write(f"  {role:<14} {account['username']:<16} {account['password']}")
        self.stdout.write(f"\nMails are files; coordinator and administrator read them at {about['mails']}")
        self.stdout.write("\nEnd with Ctrl-C. All people are fictitious.\n")
        self.stdout.flush()
